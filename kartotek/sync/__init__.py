"""Records of other systems, fetched again and again: what `site.yaml` names as `sources` comes through the same import
as files do, with the same ledgers.

Services say how their lists are asked for, page by page; `gather` reads the lists, `run` imports them, and `report`
tells what became of each. Nothing that was there is ever lost by what a server does not say.
"""
