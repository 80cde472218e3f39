/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.vnf;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.flow.Addresses;
import org.sharpnfv.sharp.flow.Direction;
import org.sharpnfv.sharp.flow.EtherType;
import org.sharpnfv.sharp.flow.FlowKey;

/** Flow keys as the control channel writes them: a field that a flow does not have is absent. */
final class FlowJson {
    private static final int BOTH = Direction.FORWARD.bit() | Direction.REVERSE.bit();

    private FlowJson() {
    }

    static FlowKey key(final JsonObject json) {
        final long[] source = address(json.get("source-address"));
        final long[] destination = address(json.get("destination-address"));
        return new FlowKey(Addresses.mac(Fields.text(json, "eth-source")),
            Addresses.mac(Fields.text(json, "eth-destination")), number(json, "vlan-id", FlowKey.UNTAGGED),
            number(json, "eth-type", EtherType.NONE), number(json, "ip-protocol", FlowKey.ABSENT), source[0],
            source[1], destination[0], destination[1], number(json, "source-port", FlowKey.ABSENT),
            number(json, "destination-port", FlowKey.ABSENT));
    }

    static JsonObject json(final FlowKey key) {
        final var json = new JsonObject();
        json.addProperty("eth-source", Addresses.mac(key.ethSource()));
        json.addProperty("eth-destination", Addresses.mac(key.ethDestination()));
        add(json, "vlan-id", key.vlan());
        json.addProperty("eth-type", key.ethType());
        add(json, "ip-protocol", key.ipProtocol());
        if (key.isIp()) {
            json.addProperty("source-address", key.sourceAddress());
            json.addProperty("destination-address", key.destinationAddress());
        }
        add(json, "source-port", key.sourcePort());
        add(json, "destination-port", key.destinationPort());
        return json;
    }

    /** The directions that a command names, as a mask. */
    static int directions(final JsonObject command) {
        final JsonElement direction = command.get("direction");
        return switch (direction == null ? "both" : direction.getAsString()) {
            case "forward" -> Direction.FORWARD.bit();
            case "reverse" -> Direction.REVERSE.bit();
            default -> BOTH;
        };
    }

    private static void add(final JsonObject json, final String name, final int value) {
        if (value >= 0) {
            json.addProperty(name, value);
        }
    }

    private static int number(final JsonObject json, final String name, final int absent) {
        final JsonElement value = json.get(name);
        return value == null ? absent : value.getAsInt();
    }

    private static long[] address(final @Nullable JsonElement element) {
        if (element == null) {
            return new long[2];
        }
        final var bytes = ByteBuffer.wrap(Addresses.ip(element.getAsString()));
        return bytes.capacity() == 4 ? new long[] {0, bytes.getInt() & 0xFFFF_FFFFL}
            : new long[] {bytes.getLong(), bytes.getLong()};
    }
}
