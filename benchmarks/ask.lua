-- wrk: ask the questions of a list in turn, as JSON. ASK_PATH moves it to another address.
local path = os.getenv("ASK_PATH") or "/api/ask"
local questions = {
  "Does this cure stomach cancer?",
  "what did the trial find",
  "how long will I be in hospital",
  "what are the side effects of car t",
  "can I join a trial",
  "is it safe to have a vaccine",
  "does it work for breast cancer",
  "what does cytokine release syndrome feel like",
}
local next_one = 0

request = function()
  next_one = next_one % #questions + 1
  return wrk.format("POST", path, {["Content-Type"] = "application/json"},
                    string.format('{"question": "%s"}', questions[next_one]))
end

done = function(summary, latency, requests)
  io.write(string.format(
    "RESULT requests=%d seconds=%.3f p50=%.2f p99=%.2f max=%.2f connect=%d read=%d write=%d status=%d timeout=%d\n",
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    latency.max / 1e3, summary.errors.connect, summary.errors.read, summary.errors.write,
    summary.errors.status, summary.errors.timeout))
end
