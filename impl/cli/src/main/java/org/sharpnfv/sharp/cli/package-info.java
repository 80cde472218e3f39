/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * SHarP's commands in Karaf's shell. They see what the northbound shows and ask for what the northbound can be asked
 * for: the datastore and the RPCs, so that what is refused there is refused here, in the same words.
 *
 * <pre>
 *  command, completer (Karaf makes them, one for each call) -&gt; Operations -&gt; DataBroker, RpcService, EntryAudit
 *        |                                                       |
 *        +-&gt; ProgressText, ShellTable: for people                +-&gt; ModelJson: RFC 7951, as RESTCONF has it
 * </pre>
 */
@NullMarked
package org.sharpnfv.sharp.cli;

import org.jspecify.annotations.NullMarked;
