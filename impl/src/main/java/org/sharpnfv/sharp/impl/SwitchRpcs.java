/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.yang.gen.v1.urn.opendaylight.direct.statistics.rev160511.GetFlowStatistics;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.AddFlow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.RemoveFlow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.transaction.rev150304.SendBarrier;
import org.opendaylight.yang.gen.v1.urn.opendaylight.packet.service.rev130709.TransmitPacket;

/**
 * What openflowplugin does for us. Calls by one thread for one switch go out in their order; only a barrier's reply
 * tells that they were done.
 *
 * @param addFlow adds an entry
 * @param removeFlow removes entries
 * @param sendBarrier completes when the switch has answered
 * @param transmitPacket completes when the message is on its way
 * @param flowStatistics reads entries
 */
record SwitchRpcs(AddFlow addFlow, RemoveFlow removeFlow, SendBarrier sendBarrier, TransmitPacket transmitPacket,
        GetFlowStatistics flowStatistics) {
    static SwitchRpcs of(final RpcService rpcs) {
        return new SwitchRpcs(rpcs.getRpc(AddFlow.class), rpcs.getRpc(RemoveFlow.class),
            rpcs.getRpc(SendBarrier.class), rpcs.getRpc(TransmitPacket.class),
            rpcs.getRpc(GetFlowStatistics.class));
    }
}
