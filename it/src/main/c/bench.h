/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */

/*
 * What the programs of it/bench-agent have in common: their frames, and what is looked at when they come back.
 *
 * Frames are UDP over IPv4 for a host that is not here, so that the kernel drops them early where nobody listens.
 * Of a stream every EVERY-th frame belongs to one of FLOWS flows in turn (source port 6000 and up), all others to one
 * of 16 (source port 5000 and up); each flow has its own sequence numbers.
 */
#ifndef BENCH_H
#define BENCH_H

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 64, FRAME_MAX = 2048, OTHERS = 16, FLOWS_MAX = 4096, AT_FLOW = 42, AT_NUMBER = 44, AT_TIME = 48 };
static const uint64_t SECOND = 1000000000;

static void fail(const char *what) {
    fprintf(stderr, "bench-agent: %s: %s\n", what, strerror(errno));
    exit(1);
}

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t) time.tv_sec * SECOND + (uint64_t) time.tv_nsec;
}

static void template_frame(uint8_t *frame, int size) {
    static const uint8_t head[] = {
        2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0, 0x45, 0, 0, 0, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2,
        0x13, 0x88, 0x17, 0x70, 0, 0, 0, 0
    };
    memset(frame, 0, FRAME_MAX);
    memcpy(frame, head, sizeof head);
    frame[16] = (uint8_t) ((size - 14) >> 8);
    frame[17] = (uint8_t) (size - 14);
    frame[38] = (uint8_t) ((size - 34) >> 8);
    frame[39] = (uint8_t) (size - 34);
}

static bool ours(const uint8_t *frame) {
    return frame[12] == 8 && frame[13] == 0 && frame[23] == 17 && frame[36] == 0x17 && frame[37] == 0x70;
}

static uint64_t cpu_ns(const char *path) {
    char text[128] = "";
    int fd = open(path, O_RDONLY);
    if (fd < 0 || read(fd, text, sizeof text - 1) <= 0) {
        fail(path);
    }
    close(fd);
    return strtoull(text, NULL, 10);
}

/* Before all programs of the machine, or as they are again; thread 0 is the caller. */
static void hurry(int thread, bool on) {
    struct sched_param parameter = {.sched_priority = on ? 1 : 0};
    if (sched_setscheduler(thread, on ? SCHED_FIFO : SCHED_OTHER, &parameter) < 0) {
        perror("bench-agent: no real-time priority, other programs show in the round trips");
    }
}


static uint32_t sequence[OTHERS + FLOWS_MAX], expected[OTHERS + FLOWS_MAX];
static uint64_t received, reordered;


/* Which frame of a stream is next; no divisions, because the traffic must be faster than any forwarder. */
struct turn { unsigned flows, every, until_special, other, special; };

/* The next frame of a stream, in memory that has been made by template_frame() at some time. */
static inline void number_frame(uint8_t *frame, struct turn *turn) {
    uint16_t flow, port;
    if (turn->flows > 0 && turn->until_special-- == 0) {
        turn->until_special = turn->every - 1;
        flow = (uint16_t) (OTHERS + turn->special);
        port = htons((uint16_t) (6000 + turn->special));
        turn->special = turn->special + 1 == turn->flows ? 0 : turn->special + 1;
    } else {
        flow = (uint16_t) turn->other;
        port = htons((uint16_t) (5000 + turn->other));
        turn->other = (turn->other + 1) % OTHERS;
    }
    memcpy(frame + 34, &port, sizeof port);
    memcpy(frame + AT_FLOW, &flow, sizeof flow);
    memcpy(frame + AT_NUMBER, &sequence[flow], sizeof sequence[flow]);
    sequence[flow]++;
}

static inline void check_frame(const uint8_t *frame) {
    uint16_t flow;
    uint32_t number;
    memcpy(&flow, frame + AT_FLOW, sizeof flow);
    memcpy(&number, frame + AT_NUMBER, sizeof number);
    if (number < expected[flow]) {
        reordered++;
    } else {
        expected[flow] = number + 1;
    }
}

/* A stream's clock: it counts after a quarter of its length, for its length. */
struct span { const char *schedstat; uint64_t length, begin, from, ns, frames, cpu, turns, idle, starved; };

/* Whether the stream goes on. */
static inline bool goes_on(struct span *span, uint64_t time) {
    if (span->from == 0 && time - span->begin >= span->length / 4) {
        span->from = time;
        span->frames = received;
        span->cpu = cpu_ns(span->schedstat);
        span->turns = span->idle = span->starved = 0;
    } else if (span->from != 0 && time - span->from >= span->length) {
        span->ns = time - span->from;
        span->cpu = cpu_ns(span->schedstat) - span->cpu;
        span->frames = received - span->frames;
        return false;
    }
    span->turns++;
    return true;
}

static void print_stream(const struct span *span, uint64_t sent) {
    printf("{\"sent\":%lu,\"received\":%lu,\"lost\":%ld,\"reordered\":%lu,\"measured\":%lu,\"ns\":%lu,\"cpu_ns\":%lu,"
        "\"window_full\":%.3f,\"starved\":%.3f}\n", sent, received, (long) (sent - received), reordered, span->frames, span->ns,
        span->cpu, (double) span->idle / (double) (span->turns == 0 ? 1 : span->turns),
        (double) span->starved / (double) (span->turns == 0 ? 1 : span->turns));
}

/* Frames that sockets receive to lines and back, "0 hex" for the first socket, until the lines end. */
__attribute__((unused)) static void relay_lines(const int sockets[2]) {
    struct pollfd fds[3] = {{.fd = sockets[0], .events = POLLIN}, {.fd = sockets[1], .events = POLLIN},
        {.fd = 0, .events = POLLIN}};
    static uint8_t frame[FRAME_MAX];
    static char line[2 * FRAME_MAX + 8];
    setvbuf(stdin, NULL, _IONBF, 0);
    setvbuf(stdout, NULL, _IOLBF, 2 * FRAME_MAX + 8);
    printf("ready\n");
    while (poll(fds, 3, -1) > 0 || errno == EINTR) {
        for (int side = 0; side < 2; side++) {
            ssize_t length = (fds[side].revents & POLLIN) == 0 ? -1
                : recv(fds[side].fd, frame, sizeof frame, MSG_DONTWAIT);
            if (length > 0) {
                printf("%d ", side);
                for (ssize_t i = 0; i < length; i++) {
                    printf("%02x", frame[i]);
                }
                printf("\n");
            } else if (length == 0) {
                return;
            }
        }
        if (fds[2].revents != 0) {
            if (fgets(line, sizeof line, stdin) == NULL) {
                return;
            }
            size_t length = 0;
            unsigned byte;
            while (length < sizeof frame && sscanf(line + 2 + 2 * length, "%2x", &byte) == 1) {
                frame[length++] = (uint8_t) byte;
            }
            if (send(fds[line[0] == '1'].fd, frame, length, 0) < 0) {
                fail("send");
            }
        }
    }
}

#endif
