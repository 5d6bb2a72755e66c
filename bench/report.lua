-- One report a request, each with a receipt of its own (Luhn mod N over thirty characters).
local alphabet = "0123456789BCDFGHJKMNPQRSTVWXYZ"
local thread_number = 0

function setup(thread)
  thread:set("number", thread_number)
  thread_number = thread_number + 1
end

local function check(values)
  local total, factor = 0, 2
  for i = #values, 1, -1 do
    local addend = factor * values[i]
    total = total + math.floor(addend / 30) + addend % 30
    factor = 3 - factor
  end
  return (30 - total % 30) % 30
end

function init(_)
  math.randomseed(os.time() * 1000 + number * 7919 + tonumber(os.getenv("BENCH_SEED") or "1"))
  local file = assert(io.open(os.getenv("BENCH_BODY"), "r"))
  body = file:read("*a")
  file:close()
  headers = { ["Content-Type"] = "application/json" }
  path = os.getenv("BENCH_PATH")
end

function request()
  local values, text = {}, {}
  for i = 1, 15 do values[i] = math.random(0, 29) end
  values[16] = check(values)
  for i = 1, 16 do text[i] = alphabet:sub(values[i] + 1, values[i] + 1) end
  return wrk.format("POST", path, headers, (body:gsub("@RECEIPT@", table.concat(text), 1)))
end

function done(summary, latency, _)
  io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout,
    latency:percentile(50), latency:percentile(99), latency.max))
end
