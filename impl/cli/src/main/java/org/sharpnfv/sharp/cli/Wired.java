/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.mdsal.binding.dom.adapter.AdapterContext;
import org.opendaylight.mdsal.dom.api.DOMSchemaService;
import org.sharpnfv.sharp.audit.EntryAudit;

/** What Karaf makes, commands and completers: the services are filled in, and only then is anything called. */
abstract class Wired {
    @Reference
    private DataBroker dataBroker;
    @Reference
    private RpcService rpcService;
    @Reference
    private AdapterContext adapterContext;
    @Reference
    private DOMSchemaService schemaService;
    @Reference
    private EntryAudit entryAudit;

    final Operations operations() {
        return new Operations(dataBroker, rpcService, new ModelJson(adapterContext, schemaService),
            entryAudit);
    }
}
