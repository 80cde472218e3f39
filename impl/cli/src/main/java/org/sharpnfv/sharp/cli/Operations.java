/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.CancelHandover;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.CancelHandoverInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.Check;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.CheckInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverRequests;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverRequestsBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.Handovers;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoversBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.ProtocolCounters;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.ProtocolCountersBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.check.output.Finding;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.requests.HandoverRequest;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.requests.HandoverRequestKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.Handover;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handovers.HandoverKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.Side;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.VnfGroups;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.VnfGroupsBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.VnfGroup;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.VnfGroupBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.vnf.group.Instance;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.vnf.group.InstanceBuilder;
import org.opendaylight.yangtools.binding.DataObject;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.sharpnfv.sharp.audit.EntryAudit;
import org.sharpnfv.sharp.audit.SwitchAudit;

/** What the commands see and do: the northbound, without RESTCONF. Everything is waited for, with a bound. */
final class Operations {
    static final DataObjectIdentifier<VnfGroups> GROUPS = DataObjectIdentifier.builder(VnfGroups.class).build();
    static final DataObjectIdentifier<Handovers> HANDOVERS = DataObjectIdentifier.builder(Handovers.class).build();
    static final DataObjectIdentifier<HandoverRequests> REQUESTS =
        DataObjectIdentifier.builder(HandoverRequests.class).build();
    static final DataObjectIdentifier<ProtocolCounters> COUNTERS =
        DataObjectIdentifier.builder(ProtocolCounters.class).build();

    private static final long LIMIT_S = 10;
    /** Switches and agents are waited for. */
    private static final long CHECK_LIMIT_S = 30;

    private final DataBroker broker;
    private final RpcService rpcs;
    private final ModelJson json;
    private final EntryAudit entryAudit;

    Operations(final DataBroker broker, final RpcService rpcs, final ModelJson json, final EntryAudit entryAudit) {
        this.broker = broker;
        this.rpcs = rpcs;
        this.json = json;
        this.entryAudit = entryAudit;
    }

    // --- what is there ---

    /** The groups with their state, without their keys. */
    VnfGroups groups() throws CommandException {
        final var states = read(LogicalDatastoreType.OPERATIONAL, GROUPS).orElseGet(
            () -> new VnfGroupsBuilder().build());
        final var groups = new ArrayList<VnfGroup>();
        for (final var group : read(LogicalDatastoreType.CONFIGURATION, GROUPS).orElse(states)
                .nonnullVnfGroup().values()) {
            final var state = states.nonnullVnfGroup().get(group.key());
            groups.add(state == null ? new VnfGroupBuilder(group).setControlKey(null).build() : merge(group, state));
        }
        return new VnfGroupsBuilder().setVnfGroup(BindingMap.ordered(groups)).build();
    }

    private static VnfGroup merge(final VnfGroup group, final VnfGroup state) {
        final var instances = new ArrayList<Instance>();
        for (final var instance : group.nonnullInstance().values()) {
            final var found = state.nonnullInstance().get(instance.key());
            instances.add(found == null ? instance : new InstanceBuilder(instance)
                .setOperationalStatus(found.getOperationalStatus()).setAgentVersion(found.getAgentVersion()).build());
        }
        return new VnfGroupBuilder(group).setControlKey(null).setOperationalStatus(state.getOperationalStatus())
            .setInstance(BindingMap.ordered(instances)).build();
    }

    /** The switches of all groups. */
    List<String> switches() throws CommandException {
        final var nodes = new TreeSet<String>();
        for (final var group : groups().nonnullVnfGroup().values()) {
            for (final Side side : new Side[] {group.getIngress(), group.getEgress()}) {
                if (side != null && side.getNode() != null) {
                    nodes.add(side.getNode().getValue());
                }
            }
        }
        return List.copyOf(nodes);
    }

    HandoverRequests requests() throws CommandException {
        return read(LogicalDatastoreType.CONFIGURATION, REQUESTS).orElseGet(
            () -> new HandoverRequestsBuilder().build());
    }

    Optional<HandoverRequest> request(final String id) throws CommandException {
        return read(LogicalDatastoreType.CONFIGURATION, requestPath(id));
    }

    Handovers handovers() throws CommandException {
        return read(LogicalDatastoreType.OPERATIONAL, HANDOVERS).orElseGet(() -> new HandoversBuilder().build());
    }

    Optional<Handover> handover(final String id) throws CommandException {
        return read(LogicalDatastoreType.OPERATIONAL,
            HANDOVERS.toBuilder().child(Handover.class, new HandoverKey(id(id))).build());
    }

    ProtocolCounters counters() throws CommandException {
        return read(LogicalDatastoreType.OPERATIONAL, COUNTERS).orElseGet(() -> new ProtocolCountersBuilder().build());
    }

    SwitchAudit audit(final String node) throws CommandException {
        return await(entryAudit.audit(node), node);
    }

    <T extends DataObject> String json(final DataObjectIdentifier<T> path, final T data) {
        return json.write(path, data);
    }

    // --- what is to be done ---

    /**
     * What POST of a request does: all of it, or nothing.
     *
     * @param request the entry of the list, as the northbound has it
     * @return the list with the entry
     */
    HandoverRequests start(final JsonObject request) throws CommandException {
        final var list = new JsonArray();
        list.add(request);
        final var container = new JsonObject();
        container.add("handover-request", list);
        final var root = new JsonObject();
        root.add("sharp-handover:handover-requests", container);
        final var requests = readRequests(root.toString());
        final var wanted = requests.nonnullHandoverRequest().values().iterator().next();
        final var path = requestPath(wanted.requireId().getValue());
        final var tx = broker.newReadWriteTransaction();
        if (await(tx.read(LogicalDatastoreType.CONFIGURATION, path), "the datastore").isPresent()) {
            tx.cancel();
            throw new CommandException("id: there is a request '" + wanted.requireId().getValue()
                + "' already; a request stays as it was asked for: remove it first, or use another id");
        }
        tx.put(LogicalDatastoreType.CONFIGURATION, path, wanted);
        await(tx.commit(), "the datastore");
        return requests;
    }

    @SuppressWarnings("checkstyle:illegalCatch")
    private HandoverRequests readRequests(final String text) throws CommandException {
        try {
            return json.read(REQUESTS, HandoverRequests.class, text);
        } catch (RuntimeException e) {
            // each codec has its own for text that is none of its type
            throw Refusal.of(e);
        }
    }

    void cancel(final String id) throws CommandException {
        final var result = await(rpcs.getRpc(CancelHandover.class).invoke(
            new CancelHandoverInputBuilder().setId(id(id)).build()), "the controller");
        if (!result.isSuccessful()) {
            throw new CommandException(result.getErrors().getFirst().getMessage());
        }
    }

    /**
     * What a check finds.
     *
     * @param group which group, or null for all
     * @param rate packets/s to be expected, or null for the model's default
     * @return the findings, the worst first, then by name
     */
    List<Finding> check(final @Nullable String group, final @Nullable Uint32 rate) throws CommandException {
        final var result = await(rpcs.getRpc(Check.class).invoke(new CheckInputBuilder().setVnfGroup(group)
            .setExpectedRate(rate).build()), "the controller", CHECK_LIMIT_S);
        if (!result.isSuccessful()) {
            throw new CommandException(result.getErrors().getFirst().getMessage());
        }
        return result.getResult().nonnullFinding().values().stream().sorted(Comparator.comparing(
            Finding::requireSeverity).reversed().thenComparing(Finding::requireId)).toList();
    }

    /** What DELETE of a request does. */
    void remove(final String id) throws CommandException {
        final var path = requestPath(id);
        final var tx = broker.newReadWriteTransaction();
        if (!await(tx.exists(LogicalDatastoreType.CONFIGURATION, path), "the datastore")) {
            tx.cancel();
            throw new CommandException("id: there is no request '" + id + "'");
        }
        tx.delete(LogicalDatastoreType.CONFIGURATION, path);
        await(tx.commit(), "the datastore");
    }

    // --- how ---

    private static HandoverId id(final String id) throws CommandException {
        try {
            return new HandoverId(id);
        } catch (IllegalArgumentException e) {
            throw new CommandException("id: expected 1 to 64 characters", e);
        }
    }

    private static DataObjectIdentifier<HandoverRequest> requestPath(final String id) throws CommandException {
        return REQUESTS.toBuilder().child(HandoverRequest.class, new HandoverRequestKey(id(id))).build();
    }

    private <T extends DataObject> Optional<T> read(final LogicalDatastoreType store,
            final DataObjectIdentifier<T> path) throws CommandException {
        try (var tx = broker.newReadOnlyTransaction()) {
            return await(tx.read(store, path), "the datastore");
        }
    }

    private static <T> T await(final ListenableFuture<T> future, final String who) throws CommandException {
        return await(future, who, LIMIT_S);
    }

    private static <T> T await(final ListenableFuture<T> future, final String who, final long limitS)
            throws CommandException {
        try {
            return future.get(limitS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw Refusal.of(e);
        } catch (TimeoutException e) {
            throw new CommandException(who + " did not answer within " + limitS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted while waiting for " + who, e);
        }
    }
}
