"""Template filters for moments and due times."""

import datetime

from django import template

from frontdoor.record.pages import dates, moments

register = template.Library()


@register.filter
def moment(at: datetime.datetime | None) -> str:
    """This function will write a moment as Tue 24 July, 14:05, or nothing."""
    return moments.moment(at) if at else ""


@register.filter
def moment_with_year(at: datetime.datetime | None) -> str:
    """This function will write a moment as Tue 24 July 2018, 14:05, or nothing."""
    return moments.moment_with_year(at) if at else ""


@register.filter
def minutes_after(at: datetime.datetime, since: datetime.datetime) -> str:
    """This function will write how long after another moment this one was, as 35 min or 2 h 10."""
    return moments.span(at - since)


@register.filter
def due_at_moment(due_at: datetime.datetime, at: datetime.datetime) -> moments.Due:
    """This function will give a Due for components/due.html: {% with due=limit.due_at|due_at_moment:now %}."""
    return moments.due(due_at=due_at, at=at)


@register.filter
def spoken(day: datetime.date | None) -> str:
    """This function will write a date as 3 July 2015, or nothing."""
    return dates.spoken(day) if day else ""
