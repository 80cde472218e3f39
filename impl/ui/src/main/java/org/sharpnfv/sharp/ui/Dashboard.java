/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.ui;

import javax.servlet.ServletException;
import org.opendaylight.aaa.web.ServletDetails;
import org.opendaylight.aaa.web.WebContext;
import org.opendaylight.aaa.web.WebContextSecurer;
import org.opendaylight.aaa.web.WebServer;
import org.opendaylight.yangtools.concepts.Registration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The dashboard's place on the controller's web server: {@value #PATH}, for the users that RESTCONF knows. */
@Component(service = {})
public final class Dashboard {
    static final String PATH = "/sharp";

    private final Registration registration;

    /**
     * Registers it.
     *
     * @param webServer that of RESTCONF
     * @param securer asks for user and password, as RESTCONF does
     * @throws ServletException if the path is taken
     */
    @Activate
    public Dashboard(@Reference final WebServer webServer, @Reference final WebContextSecurer securer)
            throws ServletException {
        final var context = WebContext.builder().name("SharpDashboard").contextPath(PATH).supportsSessions(false)
            .addServlet(ServletDetails.builder().name("SharpDashboard").servlet(new PageServlet()).addUrlPattern("/*")
                .build());
        securer.requireAuthentication(context, "/*");
        registration = webServer.registerWebContext(context.build());
    }

    @Deactivate
    void close() {
        registration.close();
    }
}
