/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.NodeId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.l2.types.rev130827.EtherType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.ethernet.match.fields.EthernetTypeBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.EthernetMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.HandoverRequestsBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.requests.HandoverRequest;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.handover.requests.HandoverRequestBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.handover.rev261123.request.MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.SwitchPort;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.VnfGroupsBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.VnfGroup;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.VnfGroupBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.vnf.group.EgressBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.vnf.group.IngressBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.vnf.group.Instance;
import org.opendaylight.yang.gen.v1.urn.opendaylight.sharp.vnf.rev261123.vnf.groups.vnf.group.InstanceBuilder;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.sharpnfv.sharp.impl.RequestValidator.Configuration;
import org.sharpnfv.sharp.impl.RequestValidator.Refused;

/** The refusals of the northbound contract. */
@NullMarked
class RequestValidatorTest {
    private static final Configuration NOTHING = new Configuration(null, null);

    private final RequestValidator validator = new RequestValidator();

    private static SwitchPort port(final int number) {
        return new SwitchPort(Uint32.valueOf(number));
    }

    private static Instance instance(final String id, final int port) {
        return new InstanceBuilder().setId(id).setIngressPort(port(port)).setEgressPort(port(port)).build();
    }

    private static VnfGroupBuilder group(final String id, final int firstPort) {
        return new VnfGroupBuilder().setId(id)
            .setIngress(new IngressBuilder().setNode(new NodeId("openflow:1")).setPort(Set.of(port(firstPort))).build())
            .setEgress(new EgressBuilder().setNode(new NodeId("openflow:2")).setPort(Set.of(port(firstPort))).build())
            .setDefaultInstance("vnf1")
            .setInstance(BindingMap.of(instance("vnf1", firstPort + 1), instance("vnf2", firstPort + 2)));
    }

    private static HandoverRequestBuilder request(final String id) {
        return new HandoverRequestBuilder().setId(new HandoverId(id)).setVnfGroup("firewall").setDestination("vnf2")
            .setPriority(10);
    }

    private static Configuration configuration(final List<VnfGroup> groups, final HandoverRequest... requests) {
        return new Configuration(new VnfGroupsBuilder().setVnfGroup(BindingMap.of(groups)).build(),
            new HandoverRequestsBuilder().setHandoverRequest(BindingMap.of(requests)).build());
    }

    private static List<VnfGroup> firewall() {
        return List.of(group("firewall", 1).build());
    }

    private void assertRefused(final String start, final Configuration before, final Configuration after) {
        final var refusal = assertThrows(Refused.class, () -> validator.validate(before, after));
        assertTrue(refusal.getMessage().startsWith(start), refusal.getMessage());
    }

    private void assertRequestRefused(final String start, final UnaryOperator<HandoverRequestBuilder> change) {
        assertRefused(start, configuration(firewall()),
            configuration(firewall(), change.apply(request("new")).build()));
    }

    @Test
    void shouldAcceptGroupAndRequestInOneTransaction() {
        assertDoesNotThrow(() -> validator.validate(NOTHING, configuration(firewall(), request("new").build())));
    }

    @Test
    void shouldRefuseRequestsForWhatDoesNotExist() {
        assertRequestRefused("vnf-group: ", request -> request.setVnfGroup("router"));
        assertRequestRefused("destination: ", request -> request.setDestination("vnf3"));
        assertRefused("vnf-group: ", NOTHING, new Configuration(null,
            configuration(firewall(), request("new").build()).requests()));
    }

    @Test
    void shouldRefuseRequestsWithMissingLeaves() {
        assertRequestRefused("vnf-group: ", request -> request.setVnfGroup(null));
        assertRequestRefused("destination: ", request -> request.setDestination(null));
        assertRequestRefused("priority: ", request -> request.setPriority(null));
    }

    @Test
    void shouldRefuseChangeOfRequestInForceButNotTheSameAgain() {
        final var before = configuration(firewall(), request("old").build());

        assertRefused("destination: ", before,
            configuration(firewall(), request("old").setDestination("vnf1").build()));
        assertRefused("priority: ", before, configuration(firewall(), request("old").setPriority(11).build()));
        assertDoesNotThrow(() -> validator.validate(before, configuration(firewall(), request("old").build())));
    }

    /** RESTCONF does not give back an empty match. */
    @Test
    void shouldAcceptWhatWasReadBackAndThatWithDefaultsSpelledOut() {
        final var before = configuration(firewall(), request("old").setMatch(new MatchBuilder().build()).build());

        assertDoesNotThrow(() -> validator.validate(before, configuration(firewall(), request("old").build())));
        assertDoesNotThrow(() -> validator.validate(before, configuration(firewall(), request("old")
            .setDetectionIdleTimeout(Uint16.valueOf(3)).build())));
        assertRefused("id: ", before, configuration(firewall(), request("old")
            .setDetectionIdleTimeout(Uint16.valueOf(4)).build()));
    }

    @Test
    void shouldRefuseOverlapAtTheSamePriorityAndNameTheOther() {
        final var before = configuration(firewall(), request("old").build());
        final var refusal = assertThrows(Refused.class, () -> validator.validate(before,
            configuration(firewall(), request("old").build(), request("new").build())));

        assertTrue(refusal.getMessage().startsWith("priority: "), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("'old'"), refusal.getMessage());
    }

    @Test
    void shouldAcceptTheSamePriorityForDisjointMatches() {
        final var requests = Stream.of(0x0800, 0x86DD).map(type -> request("type-" + type).setMatch(new MatchBuilder()
            .setEthernetMatch(new EthernetMatchBuilder().setEthernetType(new EthernetTypeBuilder()
                .setType(new EtherType(Uint32.valueOf(type))).build()).build()).build()).build())
            .toArray(HandoverRequest[]::new);

        assertDoesNotThrow(() -> validator.validate(NOTHING, configuration(firewall(), requests)));
    }

    @Test
    void shouldAcceptTheSamePriorityForDifferentDirectionsAndGroups() {
        final var groups = List.of(group("firewall", 1).build(), group("router", 11).build());
        final var after = configuration(groups, request("new").setDirection(HandoverRequest.Direction.Forward).build(),
            request("other").setDirection(HandoverRequest.Direction.Reverse).build(),
            request("router").setVnfGroup("router").build());

        assertDoesNotThrow(() -> validator.validate(NOTHING, after));
    }

    @Test
    void shouldRefuseGroupsThatSteerNothing() {
        assertRefused("default-instance: ", NOTHING,
            configuration(List.of(group("firewall", 1).setDefaultInstance("vnf3").build())));
        assertRefused("default-instance: ", NOTHING,
            configuration(List.of(group("firewall", 1).setDefaultInstance(null).build())));
        assertRefused("ingress/node: ", NOTHING, configuration(List.of(group("firewall", 1).setIngress(null).build())));
        assertRefused("egress/port: ", NOTHING, configuration(List.of(group("firewall", 1)
            .setEgress(new EgressBuilder().setNode(new NodeId("openflow:2")).build()).build())));
        assertRefused("instance/egress-port: ", NOTHING, configuration(List.of(group("firewall", 1)
            .setInstance(BindingMap.of(new InstanceBuilder().setId("vnf1").setIngressPort(port(2)).build())).build())));
    }

    @Test
    void shouldRefusePortWithTwoPurposes() {
        assertRefused("instance/ingress-port: ", NOTHING, configuration(List.of(group("firewall", 1)
            .setInstance(BindingMap.of(instance("vnf1", 1), instance("vnf2", 3))).build())));
        assertRefused("instance/", NOTHING, configuration(List.of(group("firewall", 1)
            .setInstance(BindingMap.of(instance("vnf1", 2), instance("vnf2", 2))).build())));
        assertRefused("ingress/port: ", configuration(firewall()),
            configuration(List.of(group("firewall", 1).build(), group("router", 3).build())));
    }

    @Test
    void shouldRefuseRemovalOfWhatARequestUses() {
        final var before = configuration(firewall(), request("old").build());

        assertRefused("vnf-group: ", before, new Configuration(null, before.requests()));
        assertRefused("destination: ", before, new Configuration(configuration(List.of(group("firewall", 1)
            .setInstance(BindingMap.of(instance("vnf1", 2))).build())).groups(), before.requests()));
    }

    @Test
    void shouldAcceptRemovalOfGroupTogetherWithItsRequests() {
        assertDoesNotThrow(() -> validator.validate(configuration(firewall(), request("old").build()), NOTHING));
    }

    @Test
    void shouldNotJudgeWhatTheChangeDoesNotTouch() {
        final var odd = request("odd").setDestination("nowhere").build();

        assertDoesNotThrow(() -> validator.validate(configuration(firewall(), odd),
            configuration(firewall(), odd, request("new").setPriority(11).build())));
    }
}
