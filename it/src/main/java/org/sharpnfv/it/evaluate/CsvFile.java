/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.evaluate;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The raw results as tables: one line for each handover, one for each TCP connection, each with its origin. */
final class CsvFile {
    private static final List<String> ORIGIN = List.of("commit", "machine", "versions", "at", "mode");
    private static final List<String> HANDOVER = List.of("rate_pps", "size_bytes", "state_delay_ms", "flows",
        "state_bytes", "round", "hand_back", "completed", "phase", "failure", "flows_moved", "duration_us",
        "max_delay_us", "lost", "duplicated", "reordered", "controller_buffered_max", "controller_buffered_total",
        "ctrl_buff_max", "sw_buff_max", "packet_ins", "packet_outs", "entries_max", "controller_cpu_ms",
        "stream_sent", "stream_lost", "stream_duplicated", "stream_reordered", "baseline_p50_us", "vnf_state_exact");
    private static final List<String> TCP = List.of("round", "median_mbps", "lowest_mbps", "dip_ms",
        "retransmissions", "failure");

    private final List<Origin> origins;

    CsvFile(final List<Origin> origins) {
        this.origins = List.copyOf(origins);
    }

    String handovers(final List<Batch> batches) {
        return line(Stream.concat(ORIGIN.stream(), HANDOVER.stream())) + batches.stream()
            .flatMap(batch -> batch.samples().stream().map(sample -> line(Stream.of(
                origin(batch.commit(), batch.at(), batch.cell().mode().text()), cell(batch), values(sample),
                account(batch)).flatMap(cells -> cells))))
            .collect(Collectors.joining());
    }

    private Stream<?> origin(final String commit, final String at, final String mode) {
        final var origin = origins.stream().filter(each -> each.commit().equals(commit)).findFirst();
        return Stream.of(commit, origin.map(Origin::machine).orElse(""), origin.map(Origin::versions).orElse(""), at,
            mode);
    }

    private static Stream<?> cell(final Batch batch) {
        final var cell = batch.cell();
        return Stream.of(cell.ratePps(), cell.sizeBytes(), cell.stateDelayMs(), cell.flows(), cell.stateBytes(),
            batch.round());
    }

    private static Stream<?> values(final Sample sample) {
        return Stream.of(sample.handBack(), sample.completed(), sample.phase(), sample.failure(), sample.flowsMoved(),
            sample.durationUs(), sample.maxDelayUs(), sample.lost(), sample.duplicated(), sample.reordered(),
            sample.controllerBufferedMax(), sample.controllerBufferedTotal(), sample.ctrlBuffMax(),
            sample.swBuffMax(), sample.packetIns(), sample.packetOuts(), sample.entriesMax(),
            sample.controllerCpuMs());
    }

    private static Stream<?> account(final Batch batch) {
        return Stream.of(batch.sent(), batch.lost(), batch.duplicated(), batch.reordered(), batch.baselineP50Us(),
            batch.stateExact());
    }

    String tcp(final List<TcpRun> runs) {
        return line(Stream.concat(ORIGIN.stream(), TCP.stream())) + runs.stream()
            .map(run -> line(Stream.concat(origin(run.commit(), run.at(), run.mode().text()), Stream.of(run.round(),
                run.goodput().medianMbps(), run.goodput().lowestMbps(), run.goodput().dipMs(),
                run.retransmissions(), run.failure()))))
            .collect(Collectors.joining());
    }

    private static String line(final Stream<?> cells) {
        return cells.map(cell -> quoted(String.valueOf(cell))).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(final String cell) {
        return cell.chars().anyMatch(letter -> ",\"\n\r".indexOf(letter) >= 0) ? '"' + cell.replace("\"", "\"\"") + '"'
            : cell;
    }
}
