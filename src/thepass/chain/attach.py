"""What the chain adds to the rest of the product."""

from datetime import timedelta

from thepass.chain import jobs
from thepass.kernel import attach
from thepass.kernel.attach import Schedule

attach.schedules.add("*", "chain.forecast", Schedule(every=timedelta(minutes=5), run=jobs.forecast))
attach.rebuilds.add("*", "chain", jobs.rebuild)
attach.checks.add("*", "links", jobs.check)
