/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.buffer.PacketPool;
import org.sharpnfv.hsl.dpdk.Eal;
import org.sharpnfv.hsl.shim.NetworkAddress;
import org.sharpnfv.hsl.shim.RingVersion;
import org.sharpnfv.hsl.shim.ShimAddress;
import org.sharpnfv.hsl.shim.ShimOptions;
import org.sharpnfv.hsl.shim.XdpMode;
import org.sharpnfv.sharp.wire.ControlKey;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of {@code sharp-hsl}. */
@Command(name = "sharp-hsl", sortOptions = false, mixinStandardHelpOptions = true, usageHelpWidth = 100,
    usageHelpAutoWidth = true, versionProvider = HslVersion.class,
    description = {
        "Bridges a VNF to the network so that flows can be moved to and from it without losing, reordering or "
            + "duplicating a packet. Without a control channel or a hook the VNF needs no change and notices nothing.",
        ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
        "0:ended by SIGTERM or SIGINT",
        "1:an interface or the control path could not be opened, or the agent failed",
        "2:wrong usage"
    },
    footerHeading = "%nsharp-hsl status shows the agents that run here: see sharp-hsl status --help.%n%nExample:%n",
    footer = {
        "  sharp-hsl --id vnf1 --ingress eth1 --egress eth2 --vnf veth:v1,v2 --control /run/sharp/vnf1.sock",
        "",
        "Needs CAP_NET_RAW, for tap: also CAP_NET_ADMIN, for af_xdp: CAP_NET_ADMIN and CAP_BPF. Turn",
        "offloads off on the interfaces at the VNF's end (ethtool -K IF tx off gso off tso off gro off,",
        "for af_xdp: also txvlan off tx-vlan-stag-hw-insert off), or frames arrive without checksums."
    })
public final class HslOptions {
    @Spec
    private CommandSpec spec;

    /** What the command line does not say is looked for there; see {@link ConfigFile}. */
    @Option(names = ConfigFile.OPTION, paramLabel = "FILE",
        description = "Take options from this file, one 'name = value' a line, without the dashes. The command line "
            + "wins.")
    private @Nullable Path config;

    @Option(names = "--id", required = true, paramLabel = "ID",
        description = "Identity of this VNF instance, as in the controller's configuration.")
    private String id;

    @Option(names = "--ingress", required = true, paramLabel = "[KIND:]IF",
        converter = OptionValues.Network.class,
        description = "Network interface towards the ingress switch, and perhaps how it is reached: af_packet:IF, a "
            + "packet socket, the default; af_xdp:IF, an AF_XDP socket; memif:PATH[/ID], a memif socket to be made, "
            + "for a switch in user space; dpdk:DEVARGS, a device of DPDK's, such as dpdk:0000:03:00.0.")
    private NetworkAddress ingress;

    @Option(names = "--egress", required = true, paramLabel = "[KIND:]IF",
        converter = OptionValues.Network.class,
        description = "Network interface towards the egress switch, in the same way.")
    private NetworkAddress egress;

    @Option(names = "--vnf", required = true, paramLabel = "KIND:SIDE,SIDE",
        converter = OptionValues.VnfAddress.class,
        description = {
            "The VNF's ingress and egress side:",
            "veth:IF,IF: two interfaces whose other ends the VNF has.",
            "tap:NAME,NAME: two TAP interfaces to be made.",
            "unix-stream:PATH,PATH: two Unix sockets to be made, each frame behind its length in 4 bytes.",
            "unix-seqpacket:PATH,PATH: two Unix sockets to be made, each message a frame.",
            "memif:PATH[/ID],PATH[/ID]: two memif sockets to be made, for a DPDK program with net_memif, role=client.",
            "af_xdp:IF,IF: as veth, by AF_XDP sockets.",
            "dpdk:DEVARGS,dpdk:DEVARGS: two devices of DPDK's."
        })
    private ShimAddress vnf;

    @Option(names = "--key-file", paramLabel = "FILE",
        description = "The group's control-key, in base64 as the controller has it. Keep it from others "
            + "(chmod 600). Without it, control messages are not authenticated.")
    private @Nullable Path keyFile;

    @Option(names = "--control", paramLabel = "PATH",
        description = "Listen on this Unix socket for the VNF's control channel: one JSON object a line.")
    private @Nullable Path control;

    @Option(names = "--hook", paramLabel = "COMMAND",
        description = "Run COMMAND by /bin/sh for what the VNF should be told, with the facts as SHARP_... in its "
            + "environment. With --control too, only while no VNF is connected there.")
    private @Nullable String hook;

    @Option(names = "--hook-limit-ms", paramLabel = "MS", defaultValue = "30000",
        description = "Kill a hook that runs longer (default: ${DEFAULT-VALUE}).")
    private int hookLimitMs;

    @Option(names = "--hook-concurrent", paramLabel = "N", defaultValue = "8",
        description = "Hooks that run at the same time; others wait (default: ${DEFAULT-VALUE}).")
    private int hookConcurrentMax;

    @Option(names = "--describes-flows",
        description = "The VNF rewrites headers: it is asked which flows belong together (describe-flow).")
    private boolean describesFlows;

    @Option(names = "--buffer-bytes", paramLabel = "BYTES", defaultValue = "268435456",
        description = "Memory for packets held during handovers, all flows together (default: ${DEFAULT-VALUE}).")
    private long bufferBytes;

    @Option(names = "--buffer-packets", paramLabel = "N", defaultValue = "262144",
        description = "Packets held during handovers, all flows together (default: ${DEFAULT-VALUE}).")
    private int bufferPackets;

    @Option(names = "--release-rate", paramLabel = "PPS", defaultValue = "32000",
        description = "Held packets that leave a second, all flows together (default: ${DEFAULT-VALUE}).")
    private int releaseRate;

    @Option(names = "--ether-type", paramLabel = "TYPE", defaultValue = "0x88B5",
        converter = OptionValues.EtherTypeNumber.class,
        description = "EtherType of the in-band control messages, as at the controller (default: ${DEFAULT-VALUE}).")
    private int etherType;

    @Option(names = "--ring-bytes", paramLabel = "BYTES", defaultValue = "16777216",
        description = "Receive ring of each interface: at 20,000 packets/s the default lasts for 0.4 s "
            + "(default: ${DEFAULT-VALUE}).")
    private int ringBytes;

    @Option(names = "--slot-bytes", paramLabel = "BYTES", defaultValue = "0",
        description = "Slot of a receive ring, a power of two; longer frames are dropped and counted. "
            + "0: as the interface's MTU asks (default), and with --ring v2 not a power of two.")
    private int slotBytes;

    @Option(names = "--qdisc-bypass",
        description = "Send past the interface's queueing discipline.")
    private boolean qdiscBypass;

    @Option(names = "--ring", paramLabel = "v2|v3", defaultValue = "v2",
        description = "Receive rings of packet sockets. v2: each frame at once. v3: frames in blocks, more packets for "
            + "the same CPU time, but each may wait some milliseconds (default: ${DEFAULT-VALUE}).")
    private RingVersion ring;

    @Option(names = "--xdp", paramLabel = "auto|native|skb", defaultValue = "auto",
        description = "Where the program of af_xdp: runs. native: in the driver. skb: in front of the kernel's stack, "
            + "with every driver. auto: in the driver if it can (default: ${DEFAULT-VALUE}).")
    private XdpMode xdp;

    @Option(names = "--dpdk-eal", paramLabel = "OPTIONS", defaultValue = Eal.DEFAULT_OPTIONS,
        description = "How DPDK starts, if there is a dpdk: device; for a network card -m 512, without the others "
            + "(default: ${DEFAULT-VALUE}).")
    private String dpdkEal = Eal.DEFAULT_OPTIONS;

    @Option(names = "--spin-us", paramLabel = "US", defaultValue = "5",
        description = "Look for packets this long before sleeping; more costs CPU and saves latency "
            + "(default: ${DEFAULT-VALUE}).")
    private int spinUs;

    @Option(names = "--cpu", paramLabel = "N|auto|none", defaultValue = "auto",
        description = "CPU of the packet thread. On a veth, packets of a thread that moves between CPUs may overtake "
            + "one another; auto: one of those allowed, by the instance's name (default: ${DEFAULT-VALUE}).")
    private String cpu = "auto";

    @Option(names = "--stats-file", paramLabel = "FILE",
        description = "Write all counters to this file as JSON, once a second.")
    private @Nullable Path statsFile;

    @Mixin
    private WatchOptions watch = new WatchOptions();

    @Option(names = "--log-level", paramLabel = "LEVEL", defaultValue = "info",
        description = "One of: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private LogLevel logLevel;

    /** What no single option can check. */
    void validate() {
        if (Stream.of(ingress.place(), egress.place(), vnf.ingressPlace(), vnf.egressPlace()).distinct().count() < 4) {
            throw wrong("expected four different interfaces, found --ingress " + ingress + " --egress " + egress
                + " --vnf " + vnf);
        }
        if (id.isBlank()) {
            throw wrong("--id: expected the name of the instance, found nothing");
        }
        if (!cpu.matches("auto|none|[0-9]{1,3}")) {
            throw wrong("expected --cpu N, auto or none, found " + cpu);
        }
        if (hookLimitMs < 1 || hookConcurrentMax < 1 || bufferPackets < 1 || releaseRate < 1 || spinUs < 0) {
            throw wrong("expected numbers above 0 (--spin-us: 0 or more), found --hook-limit-ms " + hookLimitMs
                + " --hook-concurrent " + hookConcurrentMax + " --buffer-packets " + bufferPackets
                + " --release-rate " + releaseRate + " --spin-us " + spinUs);
        }
        if (bufferBytes < PacketPool.BYTES_MIN || bufferBytes > PacketPool.BYTES_MAX) {
            throw wrong("--buffer-bytes: expected " + PacketPool.BYTES_MIN + " to " + PacketPool.BYTES_MAX
                + ", found " + bufferBytes);
        }
        if (!watch.wrong().isEmpty()) {
            throw wrong(watch.wrong());
        }
        try {
            shimOptions();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(),
                "--ring-bytes, --slot-bytes, --dpdk-eal: " + e.getMessage(), e);
        }
    }

    private ParameterException wrong(final String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /** The parser, with this object behind it. */
    CommandLine commandLine() {
        return new CommandLine(this).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** The file that the other options were looked for in, too. */
    public @Nullable Path config() {
        return config;
    }

    public String id() {
        return id;
    }

    public NetworkAddress ingress() {
        return ingress;
    }

    public NetworkAddress egress() {
        return egress;
    }

    public ShimAddress vnf() {
        return vnf;
    }

    /**
     * What control messages are known by.
     *
     * @return the group's key
     * @throws IOException if the file cannot be read or has no key
     */
    public ControlKey key() throws IOException {
        return keyFile == null ? ControlKey.NONE : KeyFile.read(keyFile);
    }

    public @Nullable Path control() {
        return control;
    }

    public @Nullable String hook() {
        return hook;
    }

    public boolean describesFlows() {
        return describesFlows;
    }

    public int hookLimitMs() {
        return hookLimitMs;
    }

    public int hookConcurrentMax() {
        return hookConcurrentMax;
    }

    public long bufferBytes() {
        return bufferBytes;
    }

    public int bufferPackets() {
        return bufferPackets;
    }

    public int releaseRate() {
        return releaseRate;
    }

    public int etherType() {
        return etherType;
    }

    public ShimOptions shimOptions() {
        final ShimOptions standard = ShimOptions.DEFAULT;
        return new ShimOptions(ringBytes, slotBytes, standard.socketBufferBytes(), standard.sendBatchFrames(),
            qdiscBypass, ring, xdp, dpdkEal);
    }

    /**
     * On which CPU the packet thread is to run.
     *
     * @return number of the CPU, or -1 for any
     * @throws IOException if it cannot be found out
     */
    public int cpu() throws IOException {
        return switch (cpu) {
            case "none" -> -1;
            case "auto" -> CpuChoice.auto(id);
            default -> Integer.parseInt(cpu);
        };
    }

    public long spinNs() {
        return spinUs * 1000L;
    }

    public @Nullable Path statsFile() {
        return statsFile;
    }

    WatchOptions watch() {
        return watch;
    }

    public LogLevel logLevel() {
        return logLevel;
    }
}
