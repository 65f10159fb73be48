#!/usr/bin/python3
"""A peer of `tandem simulate`: Erlang A in SimPy. simulate_simpy.py erlang-a-N CALLS SEED prints one line of JSON.

One process a call, which asks for an agent and waits for that or for the end of its patience: SimPy's own example of
customers who renege. What it allows to save is saved: a call that finds an agent idle has no condition to wait for and
no timer of its patience, the totals are local variables, and nothing is recorded a call.
"""
import json
import random
import sys
import time

import simpy

SERVICE_MEAN = 300
PATIENCE_MEAN = 120
THRESHOLD = 20


def simulate(agent_count, calls, seed):
    gaps, services, patiences = (random.Random(f"{seed} {purpose}") for purpose in ("gap", "service", "patience"))
    environment = simpy.Environment()
    agents = simpy.Resource(environment, capacity=agent_count)
    waited = abandoned = answered_in_threshold = 0
    waiting = talking = 0.0

    def call():
        nonlocal waited, abandoned, answered_in_threshold, waiting, talking
        arrived_at = environment.now
        patience = patiences.expovariate(1 / PATIENCE_MEAN)
        with agents.request() as request:
            if not request.triggered:
                waited += 1
                yield request | environment.timeout(patience)
                wait = environment.now - arrived_at
                waiting += wait
                if not request.triggered:
                    abandoned += 1
                    return
                answered_in_threshold += wait <= THRESHOLD
            else:
                answered_in_threshold += 1
            service = services.expovariate(1 / SERVICE_MEAN)
            talking += service
            yield environment.timeout(service)

    def arrivals():
        for _ in range(calls):
            yield environment.timeout(gaps.expovariate(agent_count / SERVICE_MEAN))
            environment.process(call())

    source = environment.process(arrivals())
    environment.run(until=source)
    ended_at = environment.now
    environment.run()
    return {
        "p_wait": waited / calls,
        "p_abandon": abandoned / calls,
        "mean_wait": waiting / calls,
        "service_level": answered_in_threshold / calls,
        "occupancy": talking / (agent_count * ended_at),
    }


def main():
    model, calls, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    agent_count = int(model.removeprefix("erlang-a-"))
    began = time.perf_counter()
    figures = simulate(agent_count, calls, seed)
    seconds = time.perf_counter() - began
    run = {"model": model, "calls": calls, "seconds": seconds, "calls_per_second": calls / seconds}
    print(json.dumps(run | figures))


main()
