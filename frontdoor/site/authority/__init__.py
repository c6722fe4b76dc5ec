"""An invented authority, Marlsea Borough Council: its people, its history at the front door, and the truth of it.

Nobody in it exists. The same seed gives the same people and the same history on any day; a later day adds to it.
"""
