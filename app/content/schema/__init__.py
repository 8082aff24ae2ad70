"""The shapes of content files. Pure: no database, no web.

Files are checked as JSON is (`model_validate_json`), so that dates and lists keep strict types.
"""
