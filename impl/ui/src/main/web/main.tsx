/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
import { render } from "preact";
import { App } from "./app";
import { Restconf } from "./restconf";
import "./style.css";

const place = document.getElementById("app");
if (place !== null) {
    render(<App restconf={new Restconf(location.origin)} />, place);
}
