/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharpnfv.it.console.Console;
import org.sharpnfv.it.lab.LabException;
import org.sharpnfv.it.lab.Programs;
import org.sharpnfv.it.lab.Sandbox;
import org.sharpnfv.it.lab.StreamResult;
import org.sharpnfv.it.lab.VnfSide;
import org.sharpnfv.it.lab.Waiting;
import org.sharpnfv.it.rest.HandoverView;
import org.sharpnfv.it.rest.Northbound;
import org.sharpnfv.it.rest.Restconf;
import org.sharpnfv.it.ui.Browser;

/** The dashboard as a person has it: Chromium, the controller, real switches, live traffic. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardIT {
    private static final String PAGE = "/sharp/";
    private static final String USER = "admin:admin";
    private static final String ADDRESS = Restconf.SERVER.replace("://", "://" + USER + '@') + PAGE;
    private static final String START = "form button.main";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final int PHONE_WIDTH = 360;
    private static final int TABS_MAX = 60;
    private static final int FLOWS = 4;
    /** Packets/s that no queue of this lab is made for, so that there is something to be found. */
    private static final int FAST = 1_000_000;

    /** Texts whose contrast with what is behind them is below 4.5, as WCAG 2 counts it. */
    private static final String FAINT_TEXTS = """
        const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
        const luminance = ([r, g, b]) => {
            const [x, y, z] = [r, g, b].map((c) => c / 255)
                .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
            return 0.2126 * x + 0.7152 * y + 0.0722 * z;
        };
        const behind = (element) => {
            for (let e = element; e !== null; e = e.parentElement) {
                const color = numbers(getComputedStyle(e).backgroundColor);
                if (color.length < 4 || color[3] > 0) {
                    return color;
                }
            }
            return [255, 255, 255];
        };
        return [...document.querySelectorAll('body *')].filter((element) => element instanceof HTMLElement
            && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '')
            && element.checkVisibility() && !element.matches(':disabled')).filter((element) => {
                const one = luminance(numbers(getComputedStyle(element).color));
                const other = luminance(behind(element));
                return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) < 4.5;
            }).map((element) => element.outerHTML.slice(0, 200)).join('\\n')""";

    private Sandbox sandbox;
    private Setup setup;
    private Browser browser;

    @BeforeAll
    void bringUp() {
        sandbox = Sandbox.create();
        sandbox.saveLogs(Programs.top().resolve("it/target/dashboard-logs"));
        setup = Setup.bringUp(sandbox, 2, VnfSide.VETH, new Progress(Console.out(), false));
        // features are installed one after the other
        Waiting.until("dashboard", Duration.ofMinutes(2), Duration.ofSeconds(1), () -> status(USER) == 200);
        // there is a history
        setup.northbound().requestUntilAccepted(Northbound.requestBody("first", "vnf2", 5));
        awaitEnd("first", false);
        setup.northbound().withdraw("first");
        awaitEnd("first", true);
        browser = Browser.start(sandbox, setup.lab().topology().control());
    }

    @AfterAll
    void takeDown() {
        if (browser != null) {
            browser.close();
        }
        sandbox.close();
    }

    @BeforeEach
    void open() {
        browser.screen(1200, 900);
        browser.prefer("light");
        browser.open(ADDRESS);
        browser.await(".connection", "Connected");
        browser.await("[data-group=firewall] h3", "up");
    }

    /** Whatever a test did: everything came from the controller, and the page's policy was not in anything's way. */
    @AfterEach
    void shouldHaveAskedNobodyElse(final TestInfo test) {
        // what a person saw last, in case it failed
        browser.picture(screenshot("after-" + test.getTestMethod().orElseThrow().getName()), null);
        final var requests = browser.requests();
        final var errors = browser.errors();

        assertTrue(requests.size() > 3, requests.toString());
        assertEquals(List.of(), requests.stream().map(url -> url.replace(USER + '@', ""))
            .filter(url -> !url.startsWith(Restconf.SERVER + '/')).toList());
        assertEquals(List.of(), errors.stream().filter(error -> !error.contains("the server responded with a status"))
            .toList());
    }

    private int status(final String userInfo) {
        return setup.lab().inControl().run(() -> {
            final var connection = (HttpURLConnection) URI.create(Restconf.SERVER + PAGE).toURL().openConnection();
            if (!userInfo.isEmpty()) {
                connection.setRequestProperty("Authorization", "Basic "
                    + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.US_ASCII)));
            }
            return connection.getResponseCode();
        });
    }

    private HandoverView view(final String id) {
        return setup.northbound().progress(id);
    }

    private void awaitEnd(final String id, final boolean back) {
        Waiting.until("end of " + id, LIMIT, INTERVAL, () -> {
            final var phase = back ? view(id).handBack().phase() : view(id).phase();
            return List.of("completed", "rolled-back", "failed", "cancelled").contains(phase);
        });
    }

    private static Path screenshot(final String name) {
        return Programs.top().resolve("it/target/screenshots").resolve(name + ".png");
    }

    private static String card(final String id) {
        return "[data-handover='" + id + "']";
    }

    private static String history(final String id, final String label) {
        return "[data-history='" + id + "'] [data-label='" + label + "']";
    }

    /** Does something while packets run, none of which may be lost, and nothing may have dropped any. */
    private void whileTrafficRuns(final Runnable what) {
        final var dropsBefore = setup.lab().drops();
        final var stream = setup.lab().stream(500, 200, FLOWS);
        final StreamResult result;
        stream.start();
        try {
            Waiting.pause(Duration.ofSeconds(2));
            what.run();
        } finally {
            result = stream.stop();
        }
        final var drops = setup.lab().drops().since(dropsBefore);
        assertAll(
            () -> assertTrue(result.sent() > 1000 && result.isFlawless(), () -> "of " + result.sent() + " lost "
                + result.lost() + ", duplicated " + result.duplicated() + ", reordered " + result.reordered()),
            () -> assertEquals(Map.of(), drops.nonZero()));
    }

    @Test
    void shouldBeBehindTheControllersAuthentication() {
        assertEquals(HttpURLConnection.HTTP_UNAUTHORIZED, status(""));
        assertEquals(HttpURLConnection.HTTP_UNAUTHORIZED, status("admin:wrong"));
        assertEquals(HttpURLConnection.HTTP_OK, status(USER));
    }

    @Test
    void shouldMoveLiveFlowsByClicking() {
        whileTrafficRuns(() -> {
            browser.type("#field-id", "clicked");
            browser.choose("#field-protocol", "udp");
            browser.type("#field-destination-address", "10.0.0.0/8");
            browser.click(START);
            browser.await(card("clicked") + " [aria-current=step]", "completed");
            browser.await(card("clicked"), "udp, to 10.0.0.0/8, of firewall to vnf2");
            browser.await(card("clicked"), FLOWS + " flows: 0 in progress, " + FLOWS
                + " completed; lost 0, reordered 0");
            browser.await("[data-group=firewall] .picture", "clicked: " + FLOWS + " flows");
            browser.await("[data-group=firewall] .picture", "openflow:1");
            browser.await("[data-group=firewall] .picture", "port 1");
            browser.await("#news", "clicked: completed");
            browser.click(".flows summary");
            browser.await(".flows tbody", "vnf2");
            browser.click(".events summary");
            browser.await(".events ol", "clicked: completed");
            pictures();
            browser.click(card("clicked") + " [aria-label='Remove clicked']");
            browser.await(history("clicked", "Hand-back"), "rolled-back");
        });

        assertEquals("completed", view("clicked").phase());
        assertTrue(browser.text(history("clicked", "Lost")).endsWith("0"));
        assertTrue(browser.text(history("clicked", "Reordered")).endsWith("0"));
    }

    /** For the guide; see karaf/images. */
    private void pictures() {
        for (final var scheme : List.of("light", "dark")) {
            browser.prefer(scheme);
            browser.screen(1200, 900);
            browser.run("scrollTo(0, 0)");
            browser.picture(screenshot("dashboard-" + scheme), null);
            browser.screen(PHONE_WIDTH, 740);
            browser.picture(screenshot("phone-" + scheme), null);
        }
        browser.prefer("light");
        browser.screen(1200, 900);
        browser.run("document.getElementById('buffers').scrollIntoView()");
        browser.picture(screenshot("buffers"), null);
    }

    /** No mouse: from the first tab stop to a handover that has completed, and back. */
    @Test
    void shouldMoveLiveFlowsByTheKeyboardAlone() {
        whileTrafficRuns(() -> {
            browser.press(Browser.TAB);
            assertEquals("Skip to the content", focused("e.textContent"));
            browser.press(Browser.ENTER);
            assertEquals("main", focused("e.id"));
            tabTo("e.id === 'field-id'");
            // selected by the tab key, so typing replaces it
            browser.press("keyed");
            tabTo("e.id === 'field-protocol'");
            browser.press("udp");
            assertEquals("udp", focused("e.value"));
            tabTo("e.matches('" + START + "')");
            browser.press(Browser.ENTER);
            browser.await(card("keyed") + " [aria-current=step]", "completed");
            browser.await(card("keyed"), FLOWS + " completed");
            tabTo("e.getAttribute('aria-label') === 'Remove keyed'");
            browser.press(Browser.SPACE);
            browser.await(history("keyed", "Hand-back"), "rolled-back");
        });

        assertEquals("completed", view("keyed").phase());
    }

    private String focused(final String what) {
        return browser.run("const e = document.activeElement; return String(" + what + ")").getAsString();
    }

    /** Presses the tab key until the focus is where it is to be; on its way it is always to be seen. */
    private void tabTo(final String condition) {
        for (int tabs = 0; tabs < TABS_MAX; tabs++) {
            browser.press(Browser.TAB);
            assertEquals("solid 3px", focused("e === document.body ? 'solid 3px' :"
                + " getComputedStyle(e).outlineStyle + ' ' + getComputedStyle(e).outlineWidth"),
                () -> "focus is not to be seen at " + focused("e.outerHTML"));
            if (focused(condition).equals("true")) {
                return;
            }
        }
        throw new LabException("no tab stop with " + condition + " within " + TABS_MAX);
    }

    @Test
    void shouldRefuseInRestconfsOwnWords() {
        final var tooHigh = Northbound.requestBody("refused", "vnf2", 60_000);
        final var message = setup.northbound().request(tooHigh).errorFields("error-message").getFirst();

        browser.type("#field-id", "refused");
        browser.type("#field-priority", "60000");
        browser.click(START);

        browser.await("#refusal", message);
        assertFalse(setup.northbound().restconf().get(Northbound.REQUESTS + "/handover-request=refused?content=config")
            .isSuccess());
        browser.type("#field-priority", "");
        browser.click(START);
        browser.await("#refusal", "priority");
    }

    @Test
    void shouldCancelWhatIsInProgress() {
        browser.type("#field-id", "cancelled");
        browser.click(START);
        browser.click(card("cancelled") + " [aria-label='Cancel cancelled']");

        browser.await(card("cancelled") + " [aria-current=step]", "cancelled");
        assertEquals("cancelled", view("cancelled").phase());
        browser.click(card("cancelled") + " [aria-label='Remove cancelled']");
        browser.await(history("cancelled", "To"), "removed");
        awaitEnd("cancelled", true);
    }

    @Test
    void shouldSearchTheHistory() {
        browser.await(history("first", "Phase"), "completed");

        browser.type("#search", "first rolled");
        browser.await(history("first", "Phase"), "completed");
        browser.type("#search", "no such handover");
        browser.await("section:has(#search) [role=status]", "0 of ");
        assertEquals("", browser.text(history("first", "Phase")));
    }

    @Test
    void shouldShowWhatTheCheckFinds() {
        final var findings = Restconf.expectSuccess("check", setup.northbound().check(Northbound.GROUP, FAST)).json()
            .orElseThrow().getAsJsonObject("sharp-handover:output").getAsJsonArray("finding").asList().stream()
            .map(JsonElement::getAsJsonObject).toList();

        browser.type("#expected-rate", Integer.toString(FAST));
        browser.click("section:has(#check) button");

        for (final var severity : List.of("failure", "warning", "ok")) {
            final var some = findings.stream().filter(finding -> severity.equals(leaf(finding, "severity"))).toList();
            assertFalse(some.isEmpty() && !severity.equals("failure"), () -> severity + " in " + findings);
            if (!some.isEmpty()) {
                browser.await("#verdict", some.size() + " " + severity);
            }
        }
        final var shown = browser.text(".findings");
        assertAll(findings.stream().flatMap(finding -> Stream.of(leaf(finding, "subject"), leaf(finding, "remedy")))
            .map(text -> () -> assertTrue(shown.contains(text), () -> text + " in " + shown)));
    }

    private static String leaf(final JsonObject finding, final String name) {
        return finding.has(name) ? finding.get(name).getAsString() : "";
    }

    @ParameterizedTest
    @ValueSource(ints = {PHONE_WIDTH, 600, 800, 1200})
    void shouldFitTheScreen(final int width) {
        browser.await(history("first", "Phase"), "completed");
        browser.screen(width, 740);
        browser.run("document.querySelectorAll('details').forEach((e) => { e.open = true; })");

        Waiting.until("layout", LIMIT, INTERVAL, () -> browser.run("return innerWidth").getAsInt() == width);
        final var wide = browser.run("return [...document.querySelectorAll('body *')].filter((e) => e.checkVisibility()"
            + " && !e.closest('.unseen, .skip, thead, .plot > div')"
            + " && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 200))"
            + ".join('\\n')").getAsString();
        assertEquals("", wide);
        assertTrue(browser.run("return document.documentElement.scrollWidth").getAsInt() <= width);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void shouldBeReadableInBothSchemes(final String scheme) {
        browser.prefer(scheme);
        browser.await(history("first", "Phase"), "completed");
        final boolean dark = scheme.equals("dark");

        assertEquals(dark ? "rgb(20, 25, 31)" : "rgb(255, 255, 255)",
            browser.run("return getComputedStyle(document.body).backgroundColor").getAsString());
        assertEquals("", browser.run(FAINT_TEXTS).getAsString());
    }
}
