"""Pictures made from the scene rig: faces, heads and places for pages, and the glossary."""
