-- wrk: ask questions in turn, as browsers do. ASK_PATH=/api/ask sends JSON; ASK_DIFFERENT=1 words every one differently.
local path = os.getenv("ASK_PATH") or "/ask"
local form = not path:find("/api/", 1, true)
local head = {["Content-Type"] = form and "application/x-www-form-urlencoded" or "application/json",
              ["Accept-Encoding"] = form and "gzip" or nil}
local different = os.getenv("ASK_DIFFERENT") == "1"
local questions = {
  "Does this cure stomach cancer?",
  "what did the trial find",
  "how long will I be in hospital",
  "what are the side effects of car t",
  "can I join a trial",
  "is it safe to have a vaccine",
  "how long does the treatment take",
  "what does cytokine release syndrome feel like",
}
local openings = {
  "please", "hello", "thank you", "my doctor said", "I read that", "we were told", "yesterday I heard", "so",
  "my wife asks", "my husband asks", "one more thing", "sorry", "I wonder", "they say", "tell me", "I am asking",
}
local endings = {
  "for me", "for my father", "for my mother", "at home", "next week", "this year", "in winter", "again", "today",
  "before work", "after lunch", "with my family", "if I travel", "when I am old", "at night", "in the morning",
}
local asked = 0

request = function()
  asked = asked + 1
  local question = questions[asked % #questions + 1]
  if different then
    question = openings[math.random(#openings)] .. " " .. question .. " " .. endings[math.random(#endings)]
             .. " or " .. endings[math.random(#endings)]
  end
  local body = form and "question=" .. question:gsub(" ", "+") or string.format('{"question": "%s"}', question)
  return wrk.format("POST", path, head, body)
end

done = function(summary, latency, requests)
  io.write(string.format(
    "RESULT requests=%d seconds=%.3f p50=%.2f p99=%.2f max=%.2f connect=%d read=%d write=%d status=%d timeout=%d\n",
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    latency.max / 1e3, summary.errors.connect, summary.errors.read, summary.errors.write,
    summary.errors.status, summary.errors.timeout))
end
