"""The same front door in ciw and in SimPy: queue_peers.py ciw|simpy DOOR.json MONTHS. Prints one line of JSON."""

from __future__ import annotations

import heapq
import json
import math
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence

Waits = list[tuple[float, int, float]]  # arrived, rank, waited


def with_ciw(door: Mapping, seed: int) -> tuple[Waits, int]:
    import ciw

    ranks = range(len(door["shares"]))
    edges = [hour + 1 for hour in range(len(door["rates"]))]
    network = ciw.create_network(
        arrival_distributions={
            f"R{rank}": [
                ciw.dists.PoissonIntervals(
                    rates=[rate * door["shares"][rank] for rate in door["rates"]],
                    endpoints=edges,
                    max_sample_date=len(edges),
                )
            ]
            for rank in ranks
        },
        service_distributions={f"R{rank}": [ciw.dists.Lognormal(door["log_median"], door["spread"])] for rank in ranks},
        priority_classes={f"R{rank}": rank for rank in ranks},
        number_of_servers=[
            ciw.Schedule(numbers_of_servers=door["staffed"], shift_end_dates=door["shift_ends"], preemption="resume")
        ],
    )
    ciw.seed(seed)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(door["ends"])
    first: dict[int, tuple[float, int, float]] = {}
    done = 0
    for record in simulation.get_all_records():
        done += record.record_type == "service"
        known = first.get(record.id_number)
        waited = record.service_start_date - record.arrival_date
        if known is None or waited < known[2]:
            first[record.id_number] = (record.arrival_date, int(record.customer_class[1:]), waited)
    return list(first.values()), len(first) + done


class SimpyDoor:
    """The door as SimPy's processes: one for arrivals, one for each person."""

    def __init__(self, door: Mapping, seed: int) -> None:
        import simpy

        self.door, self.env, self.chance = door, simpy.Environment(), random.Random(seed)
        self.queue: list[tuple[int, float, int]] = []
        self.idle: list = []
        self.waits: Waits = []
        self.done = 0

    def arrivals(self) -> Iterator:
        for hour, rate in enumerate(self.door["rates"]):
            at = hour + self.chance.expovariate(rate) if rate else hour + 2.0
            while at < hour + 1:
                yield self.env.timeout(at - self.env.now)
                rank = self.chance.choices(range(len(self.door["shares"])), self.door["shares"])[0]
                heapq.heappush(self.queue, (rank, self.env.now, len(self.waits)))
                if self.idle:
                    self.idle.pop().succeed()
                at += self.chance.expovariate(rate)

    def worker(self) -> Iterator:
        left = 0.0
        for start, end in self.door["shifts"]:
            if self.env.now < start:
                yield self.env.timeout(start - self.env.now)
            while self.env.now < end:
                left = left or self.taken()
                if not left:
                    called = self.env.event()
                    self.idle.append(called)
                    yield called | self.env.timeout(end - self.env.now)
                    if called in self.idle:
                        self.idle.remove(called)
                    continue
                piece = min(left, end - self.env.now)
                yield self.env.timeout(piece)
                left = 0.0 if piece == left else left - piece
                self.done += not left

    def taken(self) -> float:
        """Take the most pressing contact, and say how long it takes; 0 where nothing waits."""
        if not self.queue:
            return 0.0
        rank, arrived, _ = heapq.heappop(self.queue)
        self.waits.append((arrived, rank, self.env.now - arrived))
        return self.chance.lognormvariate(self.door["log_median"], self.door["spread"])


def with_simpy(door: Mapping, seed: int) -> tuple[Waits, int]:
    told = SimpyDoor(door, seed)
    told.env.process(told.arrivals())
    for _ in range(door["people"]):
        told.env.process(told.worker())
    told.env.run(until=door["ends"])
    return told.waits, len(told.waits) + told.done


def summed(months: Sequence[Waits], door: Mapping) -> list[tuple[float, float]]:
    """Give each rank's mean wait, and half of its 95 % interval by months."""
    found = []
    for rank in range(len(door["shares"])):
        counted = [
            [waited for arrived, its, waited in month if its == rank and door["from"] <= arrived < door["until"]]
            for month in months
        ]
        totals, counts = [sum(month) for month in counted], [len(month) for month in counted]
        mean = sum(totals) / sum(counts)
        average = sum(counts) / len(counts)
        squares = sum(((total - mean * count) / average) ** 2 for total, count in zip(totals, counts, strict=True))
        found.append((mean, 1.96 * math.sqrt(squares / (len(months) - 1) / len(months))))
    return found


def main() -> None:
    run = {"ciw": with_ciw, "simpy": with_simpy}[sys.argv[1]]
    with open(sys.argv[2]) as file:
        door = json.load(file)
    run(door, 0)
    months, events, begun = [], 0, time.process_time()
    for seed in range(1, int(sys.argv[3]) + 1):
        waits, count = run(door, seed)
        months.append(waits)
        events += count
    seconds = time.process_time() - begun
    print(json.dumps({"events": events, "seconds": seconds, "waits": summed(months, door)}))


main()
