"""For authors and maintainers: films of the clips, a preview that follows the files, scripts for
voices. Works beside the server of a school, never inside it."""
