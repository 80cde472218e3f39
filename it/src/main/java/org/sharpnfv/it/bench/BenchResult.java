/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.it.bench.Measured.RoundTrips;

/** What all forwarders have shown at one size, without or with handovers in the agent meanwhile. */
final class BenchResult {
    private final BenchShim shim;
    private final int size;
    private final boolean handovers;
    private final Map<Forwarder, Measured> measured;

    /** What nobody has measured yet, without handovers. */
    BenchResult(final BenchShim shim, final int size) {
        this(shim, size, false, new EnumMap<>(Forwarder.class));
    }

    private BenchResult(final BenchShim shim, final int size, final boolean handovers,
            final Map<Forwarder, Measured> measured) {
        this.shim = shim;
        this.size = size;
        this.handovers = handovers;
        this.measured = measured;
    }

    /** The same measurements, of which the agent's are those beside handovers. */
    BenchResult besideHandovers() {
        return new BenchResult(shim, size, true, measured);
    }

    BenchShim shim() {
        return shim;
    }

    int size() {
        return size;
    }

    /** Takes over what a run's turns have shown. */
    void add(final Station station) {
        of(station.forwarder()).add(station);
    }

    private Measured of(final Forwarder forwarder) {
        return measured.computeIfAbsent(forwarder, any -> new Measured());
    }

    private Measured agent() {
        return of(handovers ? Forwarder.AGENT_HANDING_OVER : Forwarder.AGENT);
    }

    /** The agent's throughput to testpmd's. */
    private double ratio() {
        return agent().kppsMedian() / of(Forwarder.TESTPMD).kppsMedian();
    }

    /**
     * The 99th percentile of the agent's round trips to testpmd's in the turn beside it, the median of all such pairs:
     * what disturbs the machine in some turns only does not decide.
     */
    private double p99Ratio() {
        final var agent = agent().turnsP99();
        final var testpmd = of(Forwarder.TESTPMD).turnsP99();
        return Measured.median(IntStream.range(0, agent.size()).mapToObj(i -> agent.get(i) / testpmd.get(i)).toList());
    }

    /** Whether the agent has lost and reordered nothing and, while handovers were asked for, has done some. */
    boolean isClean() {
        return agent().lost() == 0 && agent().reordered() == 0 && (!handovers || agent().handovers() > 0);
    }

    JsonObject toJson() {
        final var agent = agent();
        final var json = new JsonObject();
        json.addProperty("shim", shim.text());
        json.addProperty("size_bytes", size);
        json.addProperty("handovers", handovers);
        json.addProperty("agent_kpps_per_cpu_s", rounded(agent.kppsMedian()));
        json.addProperty("testpmd_kpps_per_cpu_s", rounded(of(Forwarder.TESTPMD).kppsMedian()));
        json.addProperty("c_kpps_per_cpu_s",
            of(Forwarder.C).isEmpty() ? null : rounded(of(Forwarder.C).kppsMedian()));
        json.addProperty("ratio", Math.round(ratio() * 1000) / 1000.0);
        json.add("agent_rtt_us", json(agent.roundTripsMedian()));
        json.add("agent_sleeping_rtt_us", json(sleeping()));
        json.add("testpmd_rtt_us", json(of(Forwarder.TESTPMD).roundTripsMedian()));
        json.add("c_rtt_us", json(of(Forwarder.C).roundTripsMedian()));
        json.addProperty("rtt_p99_ratio", Math.round(p99Ratio() * 1000) / 1000.0);
        json.addProperty("runs", agent.kpps().size());
        json.add("agent_kpps_per_cpu_s_runs", json(agent.kpps()));
        json.add("testpmd_kpps_per_cpu_s_runs", json(of(Forwarder.TESTPMD).kpps()));
        json.add("agent_rtt_us_runs", roundTrips(agent));
        json.add("testpmd_rtt_us_runs", roundTrips(of(Forwarder.TESTPMD)));
        json.add("agent_rtt_p99_us_turns", json(agent.turnsP99()));
        json.add("testpmd_rtt_p99_us_turns", json(of(Forwarder.TESTPMD).turnsP99()));
        json.addProperty("agent_lost", agent.lost());
        json.addProperty("agent_reordered", agent.reordered());
        json.addProperty("testpmd_lost", of(Forwarder.TESTPMD).lost());
        json.addProperty("handovers_completed", agent.handovers());
        return json;
    }

    private static JsonArray json(final List<Double> values) {
        final var array = new JsonArray();
        values.forEach(each -> array.add(rounded(each)));
        return array;
    }

    private static @Nullable JsonObject json(final @Nullable RoundTrips times) {
        if (times == null) {
            return null;
        }
        final var json = new JsonObject();
        json.addProperty("p50", rounded(times.p50()));
        json.addProperty("p99", rounded(times.p99()));
        json.addProperty("p999", rounded(times.p999()));
        return json;
    }

    private static JsonArray roundTrips(final Measured of) {
        final var array = new JsonArray();
        of.roundTrips().forEach(each -> array.add(json(each)));
        return array;
    }

    static String header() {
        return String.format(Locale.ROOT, "%-10s %5s %-9s %8s %8s %8s %6s  %-20s %-20s %-20s %9s %5s %7s %9s%n",
            "shim", "bytes", "handovers", "agent", "testpmd", "C", "ratio", "agent p50/99/99.9", "sleeping", "testpmd",
            "p99 ratio", "lost", "reorder", "handovers");
    }

    String toText() {
        final var agent = agent();
        return String.format(Locale.ROOT, "%-10s %5d %-9s %8.1f %8.1f %8s %6.2f  %-20s %-20s %-20s %9.2f %5d %7d %9d%n",
            shim.text(), size, handovers ? "yes" : "no", agent.kppsMedian(), of(Forwarder.TESTPMD).kppsMedian(),
            plain(), ratio(), text(agent.roundTripsMedian()), text(sleeping()),
            text(of(Forwarder.TESTPMD).roundTripsMedian()), p99Ratio(), agent.lost(), agent.reordered(),
            agent.handovers());
    }

    /** It is measured without handovers only. */
    private @Nullable RoundTrips sleeping() {
        return handovers ? null : of(Forwarder.AGENT_SLEEPING).roundTripsMedian();
    }

    private String plain() {
        return of(Forwarder.C).isEmpty() ? "-" : String.format(Locale.ROOT, "%.1f", of(Forwarder.C).kppsMedian());
    }

    private static String text(final @Nullable RoundTrips times) {
        return times == null ? "-" : String.format(Locale.ROOT, "%.1f/%.1f/%.1f", times.p50(), times.p99(),
            times.p999());
    }

    private static double rounded(final double value) {
        return Math.round(value * 10) / 10.0;
    }
}
