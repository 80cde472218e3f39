-- Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
--
-- This program and the accompanying materials are made available under the
-- terms of the Eclipse Public License v2.0 which accompanies this distribution,
-- and is available at https://www.eclipse.org/legal/epl-2.0
--
-- Wireshark dissector of SHarP's control messages, MARKERs and marked packets, as api/PROTOCOL.md describes them.
--
--   wireshark -X lua_script:api/wireshark/sharp.lua
--   tshark -X lua_script:api/wireshark/sharp.lua -r FILE -Y sharp
--
-- Filters: sharp.type, sharp.handover, sharp.role, sharp.flow; sharp.mark.slot, sharp.mark.late. Preference: EtherType.

local sharp = Proto("sharp", "SHarP control")
local mark = Proto("sharp.mark", "SHarP mark")

sharp.prefs.ethertype = Pref.uint("EtherType", 0x88B5, "EtherType of control messages and MARKERs")

local KINDS = { [1] = "messages", [0x20] = "MARKER" }
local TYPES = {
  "HELLO", "HELLO_REPLY", "START_HO", "START_HO_ACK", "DRAINED", "DRAINED_ACK", "FIRST_UNMARKED", "RELEASE_FINISHED",
  "RELEASE_FINISHED_ACK", "STATE_FAILED", "HANDOVER_FINISHED", "HANDOVER_ENDED", "HANDOVER_ENDED_ACK", "FLOW_REPORT",
  "UNSUPPORTED_VERSION", "DESCRIBE_FLOW", "FLOW_DESCRIBED", "STATE", "STATE_ACK", "STATE_IMPORTED",
  "START_RELEASE",
}
local ROLES = { [0] = "source", [1] = "destination" }
local SIDES = { [0] = "forward", [1] = "reverse" }
local MASKS = { [1] = "forward", [2] = "reverse", [3] = "both" }
local TRANSFERS = { [0] = "none", [1] = "move", [2] = "restore", [3] = "relay", [4] = "unguarded" }
local OVERFLOWS = { [0] = "fail", [1] = "drop", [2] = "reorder" }
local OUTCOMES = { [0] = "completed", [1] = "rolled back", [2] = "failed" }
local TLVS = { "REVERSE_KEY", "PEER", "PEER_ADDRESS", "INSTANCE", "AGENT_VERSION", "REASON" }
local PROTOCOLS = { [1] = "icmp", [6] = "tcp", [17] = "udp", [44] = "fragment", [58] = "icmpv6", [132] = "sctp" }

local f = {
  version = ProtoField.uint8("sharp.version", "Version"),
  kind = ProtoField.uint8("sharp.kind", "Kind", base.HEX, KINDS),
  from = ProtoField.uint64("sharp.session.from", "Sender's session", base.HEX),
  to = ProtoField.uint64("sharp.session.to", "Receiver's session", base.HEX),
  sequence = ProtoField.uint64("sharp.sequence", "Sequence", base.DEC),
  length = ProtoField.uint16("sharp.length", "Octets of messages"),
  tag = ProtoField.bytes("sharp.tag", "Tag"),
  type = ProtoField.uint8("sharp.type", "Type", base.DEC, TYPES),
  body = ProtoField.uint16("sharp.body_length", "Length of the body"),
  handover = ProtoField.uint64("sharp.handover", "Handover", base.HEX),
  role = ProtoField.uint8("sharp.role", "Role", base.DEC, ROLES),
  side = ProtoField.uint8("sharp.side", "Side", base.DEC, SIDES),
  directions = ProtoField.uint8("sharp.directions", "Directions", base.DEC, MASKS),
  transfer = ProtoField.uint8("sharp.transfer", "State transfer", base.DEC, TRANSFERS),
  overflow = ProtoField.uint8("sharp.overflow", "Overflow", base.DEC, OVERFLOWS),
  outcome = ProtoField.uint8("sharp.outcome", "Outcome", base.DEC, OUTCOMES),
  slot = ProtoField.uint16("sharp.slot", "Slot"),
  round = ProtoField.uint8("sharp.round", "Round"),
  limit = ProtoField.uint32("sharp.limit", "Buffer limit (packets)"),
  deadline = ProtoField.uint32("sharp.deadline", "Deadline (ms)"),
  returned = ProtoField.uint32("sharp.returned", "Returned packets"),
  stateless = ProtoField.uint8("sharp.stateless", "Stateless"),
  count = ProtoField.uint32("sharp.count", "Marked packets"),
  ctrl_buff = ProtoField.uint32("sharp.ctrl_buff", "Most packets in ctrl_buff"),
  sw_buff = ProtoField.uint32("sharp.sw_buff", "Most packets in sw_buff"),
  late = ProtoField.uint32("sharp.late", "Late packets"),
  lost = ProtoField.uint32("sharp.lost", "Lost packets"),
  reordered = ProtoField.uint32("sharp.reordered", "Reordered packets"),
  imported = ProtoField.uint32("sharp.imported", "State there after (us)"),
  progress = ProtoField.uint8("sharp.progress", "Progress", base.HEX),
  capabilities = ProtoField.uint8("sharp.capabilities", "Capabilities", base.HEX),
  found = ProtoField.uint8("sharp.version.found", "Version found"),
  lowest = ProtoField.uint8("sharp.version.lowest", "Lowest version spoken"),
  highest = ProtoField.uint8("sharp.version.highest", "Highest version spoken"),
  part = ProtoField.uint32("sharp.state.part", "Part of the state"),
  parts = ProtoField.uint32("sharp.state.parts", "Parts of the state"),
  octets = ProtoField.bytes("sharp.state.octets", "State"),
  arrived = ProtoField.uint32("sharp.state.arrived", "Parts that have arrived"),
  known = ProtoField.uint8("sharp.known", "Known"),
  flow = ProtoField.string("sharp.flow", "Flow"),
  tlv = ProtoField.uint8("sharp.tlv", "TLV", base.DEC, TLVS),
  text = ProtoField.string("sharp.text", "Text"),
}
sharp.fields = f

local malformed = ProtoExpert.new("sharp.malformed", "Malformed SHarP frame", expert.group.MALFORMED, expert.severity.ERROR)
sharp.experts = { malformed }

local m = {
  late = ProtoField.uint8("sharp.mark.late", "Late", base.DEC, { [0] = "no", [1] = "yes" }, 0x80),
  attempt = ProtoField.uint8("sharp.mark.attempt", "Lowest seven bits of the attempt", base.HEX, nil, 0x7F),
  slot = ProtoField.uint16("sharp.mark.slot", "Slot"),
  token = ProtoField.uint16("sharp.mark.token", "Token", base.HEX),
}
mark.fields = m

-- A flow key (section 6): its text, and its length in octets.
local function key(range)
  local what = range(18, 1):uint()
  local protocol = range(16, 2):uint()
  local width = (what % 2 == 1) and 4 or (math.floor(what / 2) % 2 == 1) and 16 or 0
  local ports = math.floor(what / 4) % 2 == 1
  local at = 19
  local ends = { tostring(range(6, 6):ether()), tostring(range(0, 6):ether()) }
  if width > 0 then
    for i = 1, 2 do
      local address = range(at, width)
      ends[i] = tostring(width == 4 and address:ipv4() or address:ipv6())
      at = at + width
    end
  end
  if ports then
    for i = 1, 2 do
      ends[i] = ends[i] .. ":" .. range(at, 2):uint()
      at = at + 2
    end
  end
  local vlan = range(12, 2):uint()
  local name = width == 0 and string.format("0x%04x", range(14, 2):uint()) or PROTOCOLS[protocol] or "ip " .. protocol
  return name .. " " .. ends[1] .. " > " .. ends[2] .. (vlan == 0xFFFF and "" or " vlan " .. vlan), at
end

local function add_key(tree, range)
  local text, length = key(range)
  tree:add(f.flow, range(0, length), text)
  return length
end

-- The fixed part of each body: takes tree and range, gives its length.
local BODIES = {
  HELLO = function() return 0 end,
  HELLO_REPLY = function(tree, range) tree:add(f.capabilities, range(0, 1)) return 1 end,
  START_HO = function(tree, range)
    tree:add(f.role, range(0, 1))
    tree:add(f.directions, range(1, 1))
    tree:add(f.transfer, range(2, 1))
    tree:add(f.overflow, range(3, 1))
    tree:add(f.slot, range(4, 2))
    tree:add(f.round, range(6, 1))
    tree:add(f.limit, range(8, 4))
    tree:add(f.deadline, range(12, 4))
    return 16 + add_key(tree, range(16))
  end,
  START_HO_ACK = function(tree, range)
    tree:add(f.role, range(0, 1))
    tree:add(f.side, range(1, 1))
    tree:add(f.round, range(2, 1))
    tree:add(f.returned, range(4, 4))
    return 8
  end,
  RELEASE_FINISHED = function(tree, range)
    tree:add(f.side, range(0, 1))
    tree:add(f.stateless, range(1, 1))
    tree:add(f.count, range(4, 4))
    return 8
  end,
  STATE_FAILED = function() return 0 end,
  HANDOVER_FINISHED = function(tree, range)
    tree:add(f.outcome, range(0, 1))
    for i, field in ipairs({ f.ctrl_buff, f.sw_buff, f.late, f.lost, f.reordered, f.imported }) do
      tree:add(field, range(4 * i, 4))
    end
    return 28
  end,
  HANDOVER_ENDED = function(tree, range) tree:add(f.outcome, range(0, 1)) return 1 end,
  HANDOVER_ENDED_ACK = function() return 0 end,
  FLOW_REPORT = function(tree, range)
    tree:add(f.role, range(0, 1))
    tree:add(f.directions, range(1, 1))
    tree:add(f.transfer, range(2, 1))
    tree:add(f.progress, range(3, 1))
    tree:add(f.slot, range(4, 2))
    return 8 + add_key(tree, range(8))
  end,
  UNSUPPORTED_VERSION = function(tree, range)
    tree:add(f.found, range(0, 1))
    tree:add(f.lowest, range(1, 1))
    tree:add(f.highest, range(2, 1))
    return 3
  end,
  DESCRIBE_FLOW = function(tree, range)
    tree:add(f.side, range(0, 1))
    return 1 + add_key(tree, range(1))
  end,
  STATE = function(tree, range)
    tree:add(f.part, range(0, 4))
    tree:add(f.parts, range(4, 4))
    if range:len() > 8 then
      tree:add(f.octets, range(8))
    end
    return range:len()
  end,
  STATE_ACK = function(tree, range)
    tree:add(f.arrived, range(0, 4))
    tree:add(f.parts, range(4, 4))
    return 8
  end,
  STATE_IMPORTED = function() return 0 end,
  FLOW_DESCRIBED = function(tree, range)
    tree:add(f.known, range(0, 1))
    return 1 + (range:len() > 1 and add_key(tree, range(1)) or 0)
  end,
}
for _, name in ipairs({ "DRAINED", "DRAINED_ACK", "FIRST_UNMARKED", "START_RELEASE", "RELEASE_FINISHED_ACK" }) do
  BODIES[name] = function(tree, range) tree:add(f.side, range(0, 1)) return 1 end
end

local function add_tlvs(tree, range, at)
  while at < range:len() do
    local type, length = range(at, 1):uint(), range(at + 1, 1):uint()
    local item = tree:add(f.tlv, range(at, 1))
    if length > 0 then
      local value = range(at + 2, length)
      if type == 1 then
        add_key(item, value)
      else
        item:add(f.text, value, value:string(ENC_UTF_8))
      end
    end
    at = at + 2 + length
  end
end

local function add_message(tree, range)
  local length = range(2, 2):uint()
  local name = TYPES[range(0, 1):uint()] or "unknown"
  local item = tree:add(sharp, range(0, 12 + length), name)
  item:add(f.type, range(0, 1))
  item:add(f.body, range(2, 2))
  item:add(f.handover, range(4, 8))
  if length > 0 and BODIES[name] then
    local body = range(12, length)
    add_tlvs(item, body, BODIES[name](item, body))
  end
  return name, 12 + length
end

local function add_frame(tree, buffer, names)
  tree:add(f.version, buffer(0, 1))
  tree:add(f.kind, buffer(1, 1))
  if buffer(1, 1):uint() == 0x20 then
    tree:add(f.handover, buffer(2, 8))
    names[1] = "MARKER"
    return
  end
  tree:add(f.from, buffer(2, 8))
  tree:add(f.to, buffer(10, 8))
  tree:add(f.sequence, buffer(18, 8))
  tree:add(f.length, buffer(26, 2))
  local last = 28 + buffer(26, 2):uint()
  local at = 28
  while at < last do
    local name, length = add_message(tree, buffer(at, last - at))
    names[#names + 1] = name
    at = at + length
  end
  tree:add(f.tag, buffer(last, 16))
end

function sharp.dissector(buffer, packet, tree)
  packet.cols.protocol = "SHarP"
  local root = tree:add(sharp, buffer())
  local names = {}
  if not pcall(add_frame, root, buffer, names) then
    root:add_proto_expert_info(malformed)
    names[#names + 1] = "[malformed]"
  end
  packet.cols.info = table.concat(names, ", ")
  return buffer:len()
end

local destination = Field.new("eth.dst")

function mark.dissector(buffer, packet, tree)
  local found = destination()
  if not found or found.range(0, 1):uint() ~= 0x56 then
    return
  end
  local range = found.range
  local item = tree:add(mark, range(0, 6))
  item:add(m.late, range(1, 1))
  item:add(m.attempt, range(1, 1))
  item:add(m.slot, range(2, 2))
  item:add(m.token, range(4, 2))
end
register_postdissector(mark)

local registered
local function register()
  local table = DissectorTable.get("ethertype")
  if registered then
    table:remove(registered, sharp)
  end
  registered = sharp.prefs.ethertype
  table:add(registered, sharp)
end
sharp.prefs_changed = register
register()
