/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.sharpnfv.hsl.handover.HandoverLog;
import org.sharpnfv.hsl.stats.Counters;
import org.sharpnfv.hsl.watch.Health.Check;

/**
 * Metrics and health over HTTP.
 *
 * <pre>
 *  /metrics   for Prometheus, text or OpenMetrics
 *  /healthz   200 while the agent works, else 503
 *  /readyz    200 while flows can be moved, else 503
 * </pre>
 */
public final class MetricsServer implements AutoCloseable {
    private static final int THREADS = 2;
    /** So that one who connects and says nothing does not keep a thread for ever. */
    private static final String REQUEST_SECONDS_MAX = "10";
    /** So that who watches does not take the descriptors that the VNF's connections need; more are closed at once. */
    private static final String CONNECTIONS_MAX = "64";
    private static final String INDEX = "sharp-hsl: see /metrics, /healthz and /readyz\n";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS,
        Thread.ofPlatform().daemon().name("hsl-metrics-", 0).factory());

    private MetricsServer(final HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
    }

    /** Begins to answer; the message of what it throws is one sentence for the person who started the agent. */
    public static MetricsServer start(final MetricsAddress address, final AgentFacts facts, final Counters counters,
            final HandoverLog handovers, final Health health) throws IOException {
        // read once, when the first server of the JVM is made
        System.setProperty("sun.net.httpserver.maxReqTime", REQUEST_SECONDS_MAX);
        System.setProperty("sun.net.httpserver.maxRspTime", REQUEST_SECONDS_MAX);
        System.setProperty("jdk.httpserver.maxConnections", CONNECTIONS_MAX);
        HttpAcceptPause.install("--metrics " + address);
        final var server = new MetricsServer(open(address));
        final var registry = new PrometheusRegistry();
        registry.register(new AgentMetrics(facts, counters, handovers, health));
        server.server.createContext("/metrics", new MetricsHandler(registry));
        server.server.createContext("/healthz", checks(health::alive));
        server.server.createContext("/readyz", checks(health::ready));
        server.server.createContext("/", MetricsServer::index);
        server.server.start();
        return server;
    }

    private static HttpServer open(final MetricsAddress address) throws IOException {
        try {
            return HttpServer.create(address.resolve(), 0);
        } catch (UnknownHostException e) {
            throw new IOException("--metrics " + address + ": expected an address of this host, found a name that"
                + " nobody knows", e);
        } catch (SocketException e) {
            throw new IOException("--metrics " + address + ": cannot listen there: " + e.getMessage()
                + "; choose another port, an address of this host, or end the program that listens there", e);
        }
    }

    /** Where it listens. */
    public MetricsAddress listensAt() {
        return new MetricsAddress(server.getAddress().getAddress().getHostAddress(), server.getAddress().getPort());
    }

    private static HttpHandler checks(final Supplier<List<Check>> source) {
        return exchange -> {
            final var checks = source.get();
            answer(exchange, Health.isGood(checks) ? 200 : 503, "application/json", HealthJson.of(checks) + "\n");
        };
    }

    private static void index(final HttpExchange exchange) throws IOException {
        final boolean known = exchange.getRequestURI().getPath().equals("/");
        answer(exchange, known ? 200 : 404, "text/plain; charset=utf-8", INDEX);
    }

    private static void answer(final HttpExchange exchange, final int status, final String type, final String text)
            throws IOException {
        try (exchange) {
            final boolean head = exchange.getRequestMethod().equals("HEAD");
            if (!head && !exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            final byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(status, head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
