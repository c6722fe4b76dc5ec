"""The steps of the referral partner analysis of 2020 in pandas, as its notebook takes them, on our plain files.

Its log of events is made from contacts.csv, and referrals from episodes.csv with the source of the contact of that day.
Prints the seconds from reading to the monthly table, and how many contacts led to a referral.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pandas as pd

BEGUN = time.perf_counter()
DAY = pd.Timedelta(days=1)


def read_log(folder: Path) -> pd.DataFrame:
    """Read contacts and referrals as one log of events, in the order of a child's days."""
    contacts = pd.read_csv(folder / "contacts.csv", dtype=str, keep_default_na=False)
    contacts = contacts[contacts.child_id != ""]
    told = pd.DataFrame(
        {
            "child": contacts.child_id,
            "on": pd.to_datetime(contacts.received_at, dayfirst="/" in contacts.received_at.iloc[0]).dt.normalize(),
            "kind": "contact",
            "source": contacts.source_code,
        }
    )
    episodes = pd.read_csv(folder / "episodes.csv", dtype=str, keep_default_na=False)
    opened = pd.to_datetime(episodes.opened_on, dayfirst="/" in episodes.opened_on.iloc[0])
    referrals = pd.DataFrame({"child": episodes.child_id, "on": opened, "kind": "referral"})
    sources = told.drop_duplicates(["child", "on"], keep="last")[["child", "on", "source"]]
    referrals = referrals.merge(sources, how="left", on=["child", "on"]).fillna({"source": ""})
    log = pd.concat([told, referrals], ignore_index=True)
    log["kind"] = pd.Categorical(log.kind, ["contact", "referral"], ordered=True)
    log["place"] = log.sort_values(["on", "kind"]).groupby("child").cumcount() + 1
    return log


def days_to_next(pairs: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Give each contact's days to the child's next event of a kind."""
    later = pairs[(pairs.kind_y == kind) & (pairs.days >= 0)]
    found = later.groupby(["child", "place_x"]).agg({"days": "min"}).reset_index()
    return found.rename(columns={"place_x": "place", "days": f"to_{kind}"})


def main() -> None:
    log = read_log(Path(sys.argv[1]))
    contacts = log[log.kind == "contact"]
    pairs = contacts.merge(log, how="left", on="child")
    pairs["days"] = (pairs.on_y - pairs.on_x) / DAY
    pairs = pairs[pairs.place_x != pairs.place_y]
    for kind in ("contact", "referral"):
        contacts = contacts.merge(days_to_next(pairs, kind), how="left", on=["child", "place"])
        contacts[f"to_{kind}"] = contacts[f"to_{kind}"].apply(lambda days: pd.Timedelta(days, unit="D"))
    contacts["referral_on"] = contacts.on + contacts.to_referral
    referrals = log[log.kind == "referral"][["child", "on", "source"]].rename(columns={"on": "referral_on"})
    contacts = contacts.merge(referrals.assign(matched=True), how="left", on=["child", "referral_on", "source"])
    no_other = contacts.to_contact.isna() | (contacts.to_referral < contacts.to_contact)
    contacts["led"] = (contacts.matched == True) & (contacts.to_referral <= 7 * DAY) & no_other  # noqa: E712  (blank is no)
    contacts["month"] = contacts.on.apply(lambda on: str(on)[:7])
    contacts.groupby(["month", "source"]).agg({"led": ["size", "sum"]}).reset_index()
    print(f"{time.perf_counter() - BEGUN:.2f} {int(contacts.led.sum())}")


main()
