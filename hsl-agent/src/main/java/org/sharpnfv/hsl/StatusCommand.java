/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.hsl.handover.HandoverLog;
import org.sharpnfv.hsl.watch.RunDirectory;
import org.sharpnfv.hsl.watch.StatusText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sharp-hsl status}: what running agents have counted. */
@Command(name = "sharp-hsl status", sortOptions = false, mixinStandardHelpOptions = true, usageHelpWidth = 100,
    usageHelpAutoWidth = true, versionProvider = HslVersion.class,
    description = "Shows the agents that run on this host, or the one that is named.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:shown", "1:no agent runs, or none of that name", "2:wrong usage"})
final class StatusCommand implements Callable<Integer> {
    static final String NAME = "status";
    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Identity of an instance (default: all).")
    private @Nullable String id;

    @Option(names = "--watch", arity = "0..1", fallbackValue = "1", paramLabel = "SECONDS",
        description = "Show it again and again, with rates, until interrupted (every second unless said otherwise).")
    private @Nullable Double watch;

    @Option(names = "--json", description = "Print one JSON array, an object for each agent.")
    private boolean json;

    @Option(names = "--handovers", arity = "0..1", fallbackValue = "" + HandoverLog.KEPT_MAX, paramLabel = "N",
        description = "Show when the last N handovers were how far, in milliseconds after their first START_HO "
            + "(all that are kept: " + HandoverLog.KEPT_MAX + ").")
    private @Nullable Integer handovers;

    @Option(names = "--run-dir", paramLabel = "DIR", defaultValue = WatchOptions.RUN_DIRECTORY,
        description = "Where the agents' sockets are (default: ${DEFAULT-VALUE}).")
    private Path runDirectory;

    private final Map<String, JsonObject> before = new HashMap<>();

    /** Runs with what follows {@code status}; returns the exit code. */
    static int run(final String... arguments) {
        return new CommandLine(new StatusCommand())
            .setParameterExceptionHandler((refusal, given) -> {
                refusal.getCommandLine().getErr().println("sharp-hsl status: " + refusal.getMessage());
                refusal.getCommandLine().getErr().println("Try sharp-hsl status --help.");
                return CommandLine.ExitCode.USAGE;
            })
            .execute(arguments);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (watch != null && !(watch >= 0.1 && watch <= 3600)) {
            throw new ParameterException(spec.commandLine(), "expected --watch 0.1 to 3600, found " + watch);
        }
        if (handovers != null && handovers < 1) {
            throw new ParameterException(spec.commandLine(), "expected --handovers 1 or more, found " + handovers);
        }
        final boolean terminal = isTerminal();
        int exitCode = show(terminal);
        while (watch != null && exitCode == 0 && !spec.commandLine().getOut().checkError()) {
            Thread.sleep((long) (watch * 1000));
            exitCode = show(terminal);
        }
        return exitCode;
    }

    private int show(final boolean terminal) {
        final var out = spec.commandLine().getOut();
        final var errors = spec.commandLine().getErr();
        final var found = new RunDirectory(runDirectory).ask();
        final var agents = found.agents().stream()
            .filter(agent -> id == null || agent.get("id").getAsString().equals(id)).toList();
        found.troubles().forEach(errors::println);
        if (agents.isEmpty()) {
            errors.println("sharp-hsl status: " + (id == null ? "no agent runs here" : "no agent \"" + id
                + "\" runs here" + (found.agents().isEmpty() ? "" : ", but " + ids(found.agents())))
                + "; looked in " + runDirectory + ", see --run-dir");
            return 1;
        }
        if (terminal && watch != null) {
            out.print(CLEAR);
        }
        out.print(json ? json(agents) : text(agents, terminal));
        out.flush();
        agents.forEach(agent -> before.put(key(agent), agent));
        return 0;
    }

    private String text(final List<JsonObject> agents, final boolean terminal) {
        final var text = new StringBuilder();
        for (final var agent : agents) {
            if (handovers != null) {
                text.append(StatusText.handovers(agent, handovers));
            } else if (watch != null && !terminal) {
                text.append(StatusText.line(agent, before.get(key(agent))));
            } else {
                text.append(StatusText.screen(agent, before.get(key(agent))));
            }
        }
        return text.toString();
    }

    /** A line for each look while watching, else for people to read too. */
    private String json(final List<JsonObject> agents) {
        final var array = new JsonArray();
        for (final var agent : agents) {
            final var shown = agent.deepCopy();
            final var all = shown.remove("handovers").getAsJsonArray();
            if (handovers != null) {
                final var last = new JsonArray();
                all.asList().subList(Math.max(0, all.size() - handovers), all.size()).forEach(last::add);
                shown.add("handovers", last);
            }
            array.add(shown);
        }
        return watch != null ? array + "\n"
            : new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(array) + "\n";
    }

    private static String ids(final List<JsonObject> agents) {
        return String.join(", ", agents.stream().map(agent -> agent.get("id").getAsString()).toList());
    }

    private static String key(final JsonObject agent) {
        return agent.get("id").getAsString() + '@' + agent.get("pid").getAsString();
    }

    private static boolean isTerminal() {
        try {
            final String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
