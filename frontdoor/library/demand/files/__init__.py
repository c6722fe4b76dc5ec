"""True demand from the files that a council already holds: contacts classed by rule, and labelled so.

The rule stands once, in `demand.rule`; what is done here is finding its facts in files, a million rows at a time.
"""
