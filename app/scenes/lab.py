"""Pictures to H.264 by ffmpeg: short reels, which outlive an interruption, and the film of them."""

import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.scenes.film import FRAMES_A_SECOND
from app.scenes.tools import ffmpeg, ffprobe

QUIET = ("-y", "-loglevel", "error")
# Flat drawings: 26 is hard to tell from the original, `fast` costs little more than `slow` gives.
CODEC = ("-c:v", "libx264", "-preset", "fast", "-tune", "animation", "-crf", "26")


class FfmpegFailed(Exception):
    """With ffmpeg's own last words."""


def develop(pictures: Iterable[bytes], reel: Path, height: int) -> None:
    """JPEG pictures to one reel. It has its name only when it is whole."""
    width = round(height * 16 / 9 / 2) * 2
    part = reel.with_suffix(".part")
    command = [
        *(ffmpeg(), *QUIET, "-f", "image2pipe", "-c:v", "mjpeg", "-r", str(FRAMES_A_SECOND)),
        *("-i", "-", *CODEC, "-vf", f"scale={width}:{height}", "-pix_fmt", "yuv420p"),
        *("-f", "matroska", str(part)),
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        try:
            for picture in pictures:
                process.stdin.write(picture)
            process.stdin.close()
        except BrokenPipeError:
            pass  # ffmpeg has given up and says why
        except BaseException:
            process.kill()
            raise
        complaint = process.stderr.read().decode()
    if process.returncode:
        raise FfmpegFailed(complaint.strip())
    part.replace(reel)


def join(reels: Sequence[Path], film: Path, voices: Sequence[tuple[float, Path]] = ()) -> None:
    """The reels one after the other, ready to be played while it is still being loaded; with the
    recordings, each from its second on."""
    names = "".join(f"file '{reel.resolve()}'\n" for reel in reels)
    listed = reels[0].with_name("reels.txt")
    listed.write_text(names, "utf-8")
    part = film.with_suffix(".part")
    command = [
        *(ffmpeg(), *QUIET, "-f", "concat", "-safe", "0", "-i", str(listed)),
        *_sound(voices),
        *("-c:v", "copy", "-movflags", "+faststart", "-f", "mp4", str(part)),
    ]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise FfmpegFailed(done.stderr.decode().strip())
    part.replace(film)


def _sound(voices: Sequence[tuple[float, Path]]) -> list[str]:
    """Nothing where nobody is heard. Lines keep their loudness, whatever else is mixed in."""
    if not voices:
        return []
    inputs = [word for _, file in voices for word in ("-i", str(file))]
    late = [
        f"[{n}:a]adelay={round(begins * 1000)}:all=1[v{n}]"
        for n, (begins, _) in enumerate(voices, start=1)
    ]
    heard = "".join(f"[v{n}]" for n in range(1, len(voices) + 1))
    mixed = f"{heard}amix=inputs={len(voices)}:normalize=0[sound]"
    return [
        *inputs,
        *("-filter_complex", ";".join([*late, mixed]), "-map", "0:v", "-map", "[sound]"),
        *("-c:a", "aac", "-b:a", "96k"),
    ]


def seconds_of(recording: Path) -> float:
    command = [ffprobe(), "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0"]
    done = subprocess.run([*command, str(recording)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise FfmpegFailed(f"{recording}: this is not a recording that ffmpeg can read")
    return round(float(done.stdout), 2)
