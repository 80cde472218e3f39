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

/** The raw results as a table: one line for each handover, one for each TCP connection. */
final class CsvFile {
    private static final List<String> COLUMNS = List.of("commit", "at", "mode", "rate_pps", "size_bytes",
        "state_delay_ms", "flows", "state_bytes", "round", "hand_back", "completed", "phase", "failure",
        "flows_moved", "duration_us", "max_delay_us", "lost", "duplicated", "reordered", "controller_buffered_max",
        "controller_buffered_total", "ctrl_buff_max", "sw_buff_max", "packet_ins", "packet_outs", "entries_max", "controller_cpu_ms",
        "stream_sent", "stream_lost", "stream_duplicated", "stream_reordered", "baseline_p50_us", "vnf_state_exact");

    private CsvFile() {
    }

    static String handovers(final List<Batch> batches) {
        return line(COLUMNS.stream()) + batches.stream().flatMap(batch -> batch.samples().stream()
            .map(sample -> line(Stream.of(batch.commit(), batch.at(), batch.cell().mode().text(),
                batch.cell().ratePps(), batch.cell().sizeBytes(), batch.cell().stateDelayMs(), batch.cell().flows(),
                batch.cell().stateBytes(), batch.round(), sample.handBack(), sample.completed(), sample.phase(),
                sample.failure(), sample.flowsMoved(), sample.durationUs(), sample.maxDelayUs(), sample.lost(),
                sample.duplicated(), sample.reordered(), sample.controllerBufferedMax(), sample.controllerBufferedTotal(),
                sample.ctrlBuffMax(), sample.swBuffMax(), sample.packetIns(), sample.packetOuts(),
                sample.entriesMax(), sample.controllerCpuMs(), batch.sent(), batch.lost(), batch.duplicated(),
                batch.reordered(), batch.baselineP50Us(), batch.stateExact())))).collect(Collectors.joining());
    }

    static String tcp(final List<TcpRun> runs) {
        return line(Stream.of("commit", "at", "mode", "round", "median_mbps", "lowest_mbps", "dip_ms",
            "retransmissions", "failure")) + runs.stream().map(run -> line(Stream.of(run.commit(), run.at(),
                run.mode().text(), run.round(), run.goodput().medianMbps(), run.goodput().lowestMbps(),
                run.goodput().dipMs(), run.retransmissions(), run.failure()))).collect(Collectors.joining());
    }

    private static String line(final Stream<?> cells) {
        return cells.map(cell -> quoted(String.valueOf(cell))).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(final String cell) {
        return cell.chars().anyMatch(letter -> ",\"\n\r".indexOf(letter) >= 0) ? '"' + cell.replace("\"", "\"\"") + '"'
            : cell;
    }
}
