// A peer of `tandem simulate`: Erlang A in SIM.JS. node simulate_simjs.mjs erlang-a-N CALLS SEED prints a line of JSON.
// The agents are a facility of n servers, which keeps its own line and its own statistics; a call is a request for it
// that ends by service or, waitUntil, by patience. The library delivers nothing when service begins, so the wait is
// what the time in the centre leaves beside the service.

// The package is built for pages: it exports nothing and hands itself out as window.Sim.
globalThis.window = globalThis;
await import('simjs');
const { Sim, Entity, Facility, Random } = globalThis.Sim;

const serviceMean = 300;
const patienceMean = 120;
const threshold = 20;
// Below what a clock of doubles can lose between an arrival and the end of a service.
const noWait = 1e-6;

const [model, callsText, seedText] = process.argv.slice(2);
const agents = Number(model.replace('erlang-a-', ''));
const calls = Number(callsText);
const [gaps, services, patiences] = [1, 2, 3].map((purpose) => new Random(Number(seedText) * 4 + purpose));
const facility = new Facility('agents', Facility.FCFS, agents);
const totals = { waited: 0, abandoned: 0, answeredInThreshold: 0, waiting: 0, talking: 0, endedAt: 0, arrived: 0 };

class Callers extends Entity {
  start() {
    this.setTimer(gaps.exponential(agents / serviceMean)).done(this.arrive);
  }
  arrive() {
    const arrivedAt = this.time();
    const service = services.exponential(1 / serviceMean);
    const patience = patiences.exponential(1 / patienceMean);
    this.useFacility(facility, service)
      .done(this.served, this, [arrivedAt, service])
      .waitUntil(patience, this.gaveUp, this, [patience]);
    totals.endedAt = arrivedAt;
    if (++totals.arrived < calls) this.start();
  }
  served(arrivedAt, service) {
    const wait = this.time() - arrivedAt - service;
    totals.talking += service;
    totals.answeredInThreshold += wait <= threshold ? 1 : 0;
    if (wait < noWait) return;
    ++totals.waited;
    totals.waiting += wait;
  }
  gaveUp(patience) {
    ++totals.waited;
    ++totals.abandoned;
    totals.waiting += patience;
  }
}

const began = performance.now();
const simulation = new Sim();
simulation.addEntity(Callers);
simulation.simulate(Number.MAX_VALUE, Number.MAX_VALUE);
const seconds = (performance.now() - began) / 1000;
console.log(
  JSON.stringify({
    model,
    calls,
    seconds,
    calls_per_second: calls / seconds,
    p_wait: totals.waited / calls,
    p_abandon: totals.abandoned / calls,
    mean_wait: totals.waiting / calls,
    service_level: totals.answeredInThreshold / calls,
    occupancy: totals.talking / (agents * totals.endedAt),
  }),
);
