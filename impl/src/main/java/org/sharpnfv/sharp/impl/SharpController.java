/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.mdsal.binding.api.NotificationService;
import org.opendaylight.mdsal.binding.api.RpcProviderService;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.mdsal.binding.dom.adapter.AdapterContext;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.openflowplugin.api.openflow.configuration.ConfigurationService;
import org.opendaylight.openflowplugin.api.openflow.mastership.MastershipChangeServiceManager;
import org.opendaylight.openflowplugin.api.openflow.statistics.ofpspecific.MessageIntelligenceAgency;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatistics;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetNodeConnectorStatistics;
import org.sharpnfv.sharp.audit.EntryAudit;
import org.sharpnfv.sharp.controller.ControllerMachine;
import org.sharpnfv.sharp.controller.ControllerSettings;
import org.sharpnfv.sharp.metrics.MetricSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts together, in the order in which they need each other, and takes them apart in the opposite order. */
public final class SharpController {
    private static final Logger LOG = LoggerFactory.getLogger(SharpController.class);

    private final DataBroker dataBroker;
    private final RpcService rpcs;
    private final RpcProviderService rpcProviders;
    private final NotificationService notifications;
    private final NotificationPublishService notificationPublisher;
    private final DOMDataBroker domDataBroker;
    private final AdapterContext codec;
    private final MastershipChangeServiceManager mastership;
    private final PluginReader plugin;
    private final PluginCounters pluginCounters;
    private final ControllerSettings settings;
    private final EngineCounters engineCounters = new EngineCounters();
    private final DriverCounters driverCounters = new DriverCounters();
    private final NotificationCounters notificationCounters = new NotificationCounters();
    private final MachineClock clock = new MachineClock();
    private final Inbox inbox = new Inbox(clock);
    private final List<AutoCloseable> parts = new ArrayList<>();

    /**
     * A controller, not yet at work.
     *
     * @param dataBroker for configuration and state
     * @param rpcs for orders to switches
     * @param rpcProviders for the northbound's RPCs
     * @param notifications for what switches tell
     * @param notificationPublisher for the northbound's notifications
     * @param domDataBroker for refusing configuration
     * @param codec reads what is to be refused
     * @param mastership tells of switches
     * @param pluginConfiguration how openflowplugin is configured
     * @param pluginCounters what it has counted
     * @param settings contents of etc/org.sharpnfv.sharp.cfg
     */
    public SharpController(final DataBroker dataBroker, final RpcService rpcs, final RpcProviderService rpcProviders,
            final NotificationService notifications, final NotificationPublishService notificationPublisher,
            final DOMDataBroker domDataBroker, final AdapterContext codec,
            final MastershipChangeServiceManager mastership, final ConfigurationService pluginConfiguration,
            final MessageIntelligenceAgency pluginCounters, final Properties settings) {
        this.dataBroker = dataBroker;
        this.rpcs = rpcs;
        this.rpcProviders = rpcProviders;
        this.notifications = notifications;
        this.notificationPublisher = notificationPublisher;
        this.domDataBroker = domDataBroker;
        this.codec = codec;
        this.mastership = mastership;
        this.pluginCounters = new PluginCounters(pluginCounters);
        plugin = new PluginReader(pluginConfiguration, this.pluginCounters);
        this.settings = SettingsReader.read(settings);
    }

    /** Begins to work. */
    public void init() {
        // agents remember attempts: those of a controller that starts later must be higher
        final long firstAttempt = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
        final var alarms = new Alarms();
        final var driver = new SwitchDriver(SwitchRpcs.of(rpcs), inbox, alarms, driverCounters);
        final var journal = new TakeoverJournal(dataBroker);
        final var ledger = new RequestLedger(journal);
        final var writer = new ProgressWriter(clock);
        final var mirror = keep(new MirrorThread(new ProgressStore(dataBroker, clock, writer), notificationPublisher,
            writer, clock, inbox, notificationCounters));
        mirror.start();
        keep(new EngineThread(new ControllerMachine(settings, firstAttempt), clock, inbox, alarms, driver,
            new Mirror(mirror, ledger, note -> journal.write(note, () -> inbox.post((machine, nowNs) ->
                machine.handleNoted(nowNs, note.token())))), engineCounters)).start();
        keep(new ConfigCohort(domDataBroker, codec, new RequestValidator()));
        // configuration before switches: what a switch is to have is known when it connects
        keep(new ConfigListener(dataBroker, inbox, ledger, journal, mirror));
        inbox.post(new ProtocolMirror(dataBroker, alarms, driverCounters)::observe);
        keep(new PacketInListener(notifications, inbox, settings, engineCounters));
        final var tracker = keep(new SwitchTracker(mastership, new SwitchNews(inbox, driver)));
        tracker.start();
        keep(new HandoverRpcs(rpcProviders, inbox));
        final var inquiry = new SwitchInquiry(dataBroker, entryAudit(), rpcs.getRpc(GetFlowStatistics.class),
            rpcs.getRpc(GetNodeConnectorStatistics.class), settings);
        keep(new CheckRpc(rpcProviders, new FactsGatherer(inbox, dataBroker, tracker, inquiry, plugin, settings,
            driverCounters, engineCounters)));
        keep(new MetricsBean(metrics()));
        if (settings.rehearsals() > 0) {
            keep(new RehearsalThread(dataBroker, clock, ledger::isAsked)).start();
        }
        LOG.info("SHarP is there: {}", settings);
    }

    /**
     * Lets others look at the entries.
     *
     * @return the service, which answers while this controller is at work
     */
    public EntryAudit entryAudit() {
        return new EntryAuditor(inbox, rpcs.getRpc(GetFlowStatistics.class), settings.cookiePrefix());
    }

    /**
     * Lets others look at what is counted.
     *
     * @return the service, which answers while this controller is at work
     */
    public MetricSource metrics() {
        return new MetricReader(inbox, engineCounters, driverCounters, notificationCounters, pluginCounters);
    }

    private <T extends AutoCloseable> T keep(final T part) {
        parts.addFirst(part);
        return part;
    }

    /** Ends working. Entries stay on the switches: traffic goes on. */
    @SuppressWarnings("checkstyle:illegalCatch")
    public void close() {
        for (final var part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("Cannot close {}", part, e);
            }
        }
        parts.clear();
        LOG.info("SHarP is gone: {}; {}", engineCounters, driverCounters);
    }
}
