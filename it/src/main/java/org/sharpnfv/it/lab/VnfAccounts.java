/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sharpnfv.it.traffic.Tally;
import org.sharpnfv.sharp.flow.Addresses;
import org.sharpnfv.sharp.wire.Mark;

/**
 * What all VNFs have counted, read from their management ports.
 *
 * @param dumps by instance
 */
public record VnfAccounts(Map<String, JsonObject> dumps) {
    /** Counters of a VNF that stay at zero where nothing goes wrong. */
    private static final List<String> SUSPICIOUS =
        List.of("processed-after-export", "merged", "exports-failed", "marker-missed", "no-mapping");

    /** Copies. */
    public VnfAccounts {
        dumps = Map.copyOf(dumps);
    }

    /**
     * The same with counters of what has happened since an earlier moment; states are those of now.
     *
     * @param before the earlier moment
     * @return other accounts
     */
    public VnfAccounts since(final VnfAccounts before) {
        final var later = new HashMap<String, JsonObject>();
        dumps.forEach((instance, dump) -> {
            final JsonObject copy = dump.deepCopy();
            final JsonObject counters = copy.getAsJsonObject("counters");
            final JsonObject old = before.dumps.getOrDefault(instance, new JsonObject()).getAsJsonObject("counters");
            if (old != null) {
                old.entrySet().forEach(entry -> subtract(counters, entry.getKey(), entry.getValue().getAsLong()));
            }
            later.put(instance, copy);
        });
        return new VnfAccounts(later);
    }

    /** A VNF does not mention what it has not counted, nor do we. */
    private static void subtract(final JsonObject counters, final String name, final long before) {
        final long now = counters.has(name) ? counters.get(name).getAsLong() : 0;
        if (now == before) {
            counters.remove(name);
        } else {
            counters.addProperty(name, now - before);
        }
    }

    /**
     * Whether each flow of a stream is known at exactly one instance, whose counts equal what was sent, without a gap
     * and in order.
     *
     * @param result the stream's account
     * @return true if the state is exact
     */
    public boolean isExact(final StreamResult result) {
        return differences(result).isEmpty();
    }

    /**
     * Where the state is not exact.
     *
     * @param result the stream's account
     * @return one line a difference, the first few
     */
    public List<String> differences(final StreamResult result) {
        final var found = new ArrayList<String>();
        final Tally answered = result.responder().forward();
        final Map<Integer, Map<String, JsonObject>> known = statesByPort();
        result.generator().sentPerFlow().forEach((port, sent) -> {
            final var states = known.getOrDefault(port, Map.of());
            if (states.size() != 1) {
                found.add("port " + port + ": expected its state at one instance, found it at " + states.keySet());
            }
            states.forEach((instance, state) -> {
                compare(found, port, instance, state.getAsJsonObject("forward"), sent);
                // behind a translation Host2 knows the flow by another port
                final int outside = state.has("port") ? state.get("port").getAsInt() : port;
                compare(found, port, instance, state.getAsJsonObject("reverse"),
                    answered.perFlow().getOrDefault(outside, 0L));
            });
        });
        dumps.forEach((instance, dump) -> {
            final JsonObject counters = dump.getAsJsonObject("counters");
            for (String name : SUSPICIOUS) {
                if (counters.has(name)) {
                    found.add(instance + ": " + name + " " + counters.get(name).getAsLong());
                }
            }
        });
        return found.size() > 20 ? found.subList(0, 20) : found;
    }

    /**
     * The UDP ports, at Host1, of the flows that an instance has the state of.
     *
     * @param instance its id
     * @return a set of one's own
     */
    public SortedSet<Integer> ports(final String instance) {
        return statesByPort().entrySet().stream().filter(entry -> entry.getValue().containsKey(instance))
            .map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    /** By the UDP port of Host1, then by instance. */
    private Map<Integer, Map<String, JsonObject>> statesByPort() {
        final var states = new HashMap<Integer, Map<String, JsonObject>>();
        dumps.forEach((instance, dump) -> dump.getAsJsonArray("flows").forEach(element -> {
            final JsonObject flow = element.getAsJsonObject().getAsJsonObject("flow");
            if (flow.has("source-port") && flow.get("ip-protocol").getAsInt() == 17 && isHonest(flow)) {
                states.computeIfAbsent(flow.get("source-port").getAsInt(), port -> new TreeMap<>())
                    .put(instance, element.getAsJsonObject());
            }
        }));
        return states;
    }

    /** A packet with a mark that nobody has made is one of another flow: its hosts' addresses are different ones. */
    private static boolean isHonest(final JsonObject flow) {
        return Stream.of("eth-source", "eth-destination").map(name -> flow.get(name).getAsString())
            .noneMatch(address -> Mark.is(Addresses.mac(address)));
    }

    private static void compare(final List<String> found, final int port, final String instance,
            final JsonObject count, final long expected) {
        final long packets = count.get("packets").getAsLong();
        if (packets != expected || count.get("missed").getAsLong() != 0 || count.get("reordered").getAsLong() != 0) {
            found.add("port " + port + " at " + instance + ": expected " + expected
                + " packets without gap and in order, found " + count);
        }
    }
}
