-- Single events of random users, for wrk. USERS: how many there are; KEY: the API key; PATH_OF: where all events go,
-- instead of the three metrics. Ends with a line of figures.
local users = tonumber(os.getenv("USERS"))
local everywhere = os.getenv("PATH_OF")
local zones = { "Europe/Berlin", "America/New_York", "Asia/Tokyo", "UTC", "America/Sao_Paulo", "Asia/Kolkata", "Europe/London", "Australia/Sydney" }
local head = "POST %s HTTP/1.1\r\nHost: localhost\r\nX-API-KEY: " .. os.getenv("KEY") .. "\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
local body = '{"user":{"id":"user-%d","tz":"%s","attributes":{"school":"school-%d"}},"value":%d,"attributes":{"difficulty":"%s"}}'
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init()
  math.randomseed(os.time() * 100 + number)
end

-- Of ten events seven are lessons, two are minutes of study, one is a course.
function request()
  local user = math.random(1, users)
  local kind = math.random(1, 10)
  local path, value = "/v1/metrics/lessons-completed/event", 1
  if kind > 9 then path = "/v1/metrics/courses-completed/event"
  elseif kind > 7 then path, value = "/v1/metrics/study-minutes/event", math.random(5, 60) end
  local text = string.format(body, user, zones[user % #zones + 1], user % 50, value, kind == 1 and "hard" or "easy")
  return string.format(head, everywhere or path, #text, text)
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format("figures %d %d %d %d %d %d", summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))
end
