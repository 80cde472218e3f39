/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */

/*
 * The traffic of it/bench-agent, and a plain forwarder to compare with. Compiled when the benchmark starts.
 *
 *   stream OUT IN SIZE SECONDS WINDOW FLOWS EVERY SCHEDSTAT   as many frames as come back, at most WINDOW under way
 *   rtt OUT IN SIZE SECONDS RATE TID                          RATE frames a second; one line for each: nanoseconds
 *   control ETHERTYPE IF IF                                   frames of one EtherType from and to lines: "0 hex"
 *   forward IF IF IF IF                                       first <-> second, third <-> fourth: recvmmsg, sendmmsg
 */
#include "bench.h"
#include <linux/if_packet.h>
#include <net/if.h>
#include <sys/mman.h>
#include <sys/socket.h>

enum { ETH_ALL = 3, SLOT = 2048, SLOTS = 8192, BLOCK = 1 << 16 };

/* Protocol 0 receives nothing: for sending only. */
static int packet_socket(const char *interface, int protocol) {
    int fd = socket(AF_PACKET, SOCK_RAW, 0);
    if (fd < 0) {
        fail("socket(AF_PACKET)");
    }
    int on = 1, bytes = 8 << 20;
    struct sockaddr_ll address = {
        .sll_family = AF_PACKET, .sll_protocol = htons((uint16_t) protocol),
        .sll_ifindex = (int) if_nametoindex(interface)
    };
    if (address.sll_ifindex == 0) {
        fail(interface);
    }
    setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &on, sizeof on);
    setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &bytes, sizeof bytes);
    setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes);
    if (bind(fd, (struct sockaddr *) &address, sizeof address) < 0) {
        fail(interface);
    }
    return fd;
}

struct ring { uint8_t *memory; unsigned next; };

static struct ring receive_ring(const char *interface) {
    int fd = socket(AF_PACKET, SOCK_RAW, 0);
    int version = TPACKET_V2, on = 1;
    struct tpacket_req request = {
        .tp_block_size = BLOCK, .tp_block_nr = SLOTS / (BLOCK / SLOT), .tp_frame_size = SLOT, .tp_frame_nr = SLOTS
    };
    struct sockaddr_ll address = {
        .sll_family = AF_PACKET, .sll_protocol = htons(ETH_ALL), .sll_ifindex = (int) if_nametoindex(interface)
    };
    if (fd < 0 || setsockopt(fd, SOL_PACKET, PACKET_VERSION, &version, sizeof version) < 0
            || setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &on, sizeof on) < 0
            || setsockopt(fd, SOL_PACKET, PACKET_RX_RING, &request, sizeof request) < 0) {
        fail("receive ring");
    }
    struct ring ring = {.memory = mmap(NULL, (size_t) SLOT * SLOTS, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0)};
    if (ring.memory == MAP_FAILED || bind(fd, (struct sockaddr *) &address, sizeof address) < 0) {
        fail(interface);
    }
    return ring;
}

/* The next frame of ours, or NULL; its slot is given back by taken(). */
static uint8_t *peek(struct ring *ring) {
    struct tpacket2_hdr *slot = (struct tpacket2_hdr *) (ring->memory + (size_t) ring->next * SLOT);
    return (__atomic_load_n(&slot->tp_status, __ATOMIC_ACQUIRE) & TP_STATUS_USER) == 0 ? NULL
        : (uint8_t *) slot + slot->tp_mac;
}

static void taken(struct ring *ring) {
    struct tpacket2_hdr *slot = (struct tpacket2_hdr *) (ring->memory + (size_t) ring->next * SLOT);
    __atomic_store_n(&slot->tp_status, TP_STATUS_KERNEL, __ATOMIC_RELEASE);
    ring->next = (ring->next + 1) % SLOTS;
}

struct batch { struct mmsghdr messages[BATCH]; struct iovec vectors[BATCH]; uint8_t frames[BATCH][FRAME_MAX]; };

static struct batch *new_batch(void) {
    struct batch *batch = calloc(1, sizeof *batch);
    for (int i = 0; i < BATCH; i++) {
        batch->vectors[i].iov_base = batch->frames[i];
        batch->messages[i].msg_hdr.msg_iov = &batch->vectors[i];
        batch->messages[i].msg_hdr.msg_iovlen = 1;
    }
    return batch;
}

/* Sends all, waiting for room; a stream that is its own pace has it soon. */
static void send_all(int fd, struct batch *batch, unsigned count) {
    unsigned done = 0;
    while (done < count) {
        int sent = sendmmsg(fd, batch->messages + done, count - done, 0);
        if (sent > 0) {
            done += (unsigned) sent;
        } else if (errno != ENOBUFS && errno != EAGAIN && errno != EINTR) {
            fail("sendmmsg");
        }
    }
}

static unsigned receive(struct ring *ring) {
    unsigned count = 0;
    for (uint8_t *frame = peek(ring); frame != NULL && count < 4 * BATCH; frame = peek(ring)) {
        if (ours(frame)) {
            check_frame(frame);
            count++;
        }
        taken(ring);
    }
    received += count;
    return count;
}

static void stream(char **words) {
    int size = atoi(words[2]);
    uint64_t window = strtoull(words[4], NULL, 10);
    struct turn turn = {.flows = (unsigned) atoi(words[5]), .every = (unsigned) atoi(words[6])};
    struct ring ring = receive_ring(words[1]);
    int fd = packet_socket(words[0], 0);
    struct batch *batch = new_batch();
    for (int i = 0; i < BATCH; i++) {
        template_frame(batch->frames[i], size);
        batch->vectors[i].iov_len = (size_t) size;
    }
    struct span span = {.schedstat = words[7], .length = (uint64_t) (atof(words[3]) * 1e9), .begin = now()};
    uint64_t sent = 0, under_way = 0, last = span.begin;
    for (uint64_t time = span.begin; goes_on(&span, time); time = now()) {
        if (window - under_way >= BATCH && under_way <= window) {
            for (int i = 0; i < BATCH; i++, sent++) {
                number_frame(batch->frames[i], &turn);
            }
            send_all(fd, batch, BATCH);
            under_way += BATCH;
        } else {
            span.idle++;
        }
        unsigned count = receive(&ring);
        if (count > 0) {
            last = time;
            under_way = under_way > count ? under_way - count : 0;
        } else if (time - last > SECOND) {
            /* what is missing for so long is lost: counted below */
            under_way = 0;
            last = time;
        }
    }
    for (uint64_t quiet = now(); received < sent && now() - quiet < SECOND;) {
        if (receive(&ring) > 0) {
            quiet = now();
        }
    }
    print_stream(&span, sent);
}

static uint64_t wall(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return (uint64_t) time.tv_sec * SECOND + (uint64_t) time.tv_nsec;
}

/*
 * A frame is back when the kernel has put it into our ring, so that it does not count when we look. Measured in slices,
 * since a forwarder that polls with real-time priority lets nobody else have its CPU.
 */
static void rtt(char **words) {
    int size = atoi(words[2]), thread = atoi(words[5]);
    uint64_t length = (uint64_t) (atof(words[3]) * 1e9), gap = SECOND / strtoull(words[4], NULL, 10);
    struct ring ring = receive_ring(words[1]);
    int fd = packet_socket(words[0], 0);
    static uint8_t frame[FRAME_MAX];
    template_frame(frame, size);
    /* what was written while we measure would disturb */
    uint64_t count = length / gap, done = 0, sent = 0, *delays = calloc(count, sizeof *delays);
    while (sent < count) {
        hurry(0, true);
        if (thread > 0) {
            hurry(thread, true);
        }
        uint64_t begin = now(), next = begin, end = begin + 2 * SECOND / 5, last = 0;
        while (now() < end || (done < sent && now() - last < SECOND)) {
            if (sent < count && now() < end) {
                uint64_t stamp = wall();
                memcpy(frame + AT_TIME, &stamp, sizeof stamp);
                if (send(fd, frame, (size_t) size, 0) < 0) {
                    fail("send");
                }
                sent++;
                last = now();
            }
            next += gap;
            struct timespec until = {.tv_sec = (time_t) (next / SECOND), .tv_nsec = (long) (next % SECOND)};
            clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
            for (uint8_t *arrived = peek(&ring); arrived != NULL; arrived = peek(&ring)) {
                if (ours(arrived) && done < count) {
                    struct tpacket2_hdr *slot = (struct tpacket2_hdr *) (ring.memory + (size_t) ring.next * SLOT);
                    uint64_t stamp;
                    memcpy(&stamp, arrived + AT_TIME, sizeof stamp);
                    delays[done++] = (uint64_t) slot->tp_sec * SECOND + slot->tp_nsec - stamp;
                }
                taken(&ring);
            }
            if (sent == count && done == sent) {
                break;
            }
        }
        hurry(0, false);
        if (thread > 0) {
            hurry(thread, false);
        }
        if (sent < count) {
            usleep(400000);
        }
    }
    for (uint64_t i = 0; i < done; i++) {
        printf("%lu\n", delays[i]);
    }
    printf("lost %lu\n", sent - done);
}

static void control(char **words) {
    int type = (int) strtol(words[0], NULL, 0);
    relay_lines((int[]) {packet_socket(words[1], type), packet_socket(words[2], type)});
}

static void forward(char **words) {
    int fds[4];
    for (int i = 0; i < 4; i++) {
        fds[i] = packet_socket(words[i], ETH_ALL);
    }
    struct batch *batch = new_batch();
    for (;;) {
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < BATCH; j++) {
                batch->vectors[j].iov_len = FRAME_MAX;
            }
            int count = recvmmsg(fds[i], batch->messages, BATCH, MSG_DONTWAIT, NULL);
            if (count > 0) {
                for (int j = 0; j < count; j++) {
                    batch->vectors[j].iov_len = batch->messages[j].msg_len;
                }
                send_all(fds[i ^ 1], batch, (unsigned) count);
            }
        }
    }
}

int main(int argc, char **argv) {
    struct { const char *name; int words; void (*run)(char **); } modes[] = {
        {"stream", 8, stream}, {"rtt", 6, rtt}, {"control", 3, control}, {"forward", 4, forward}
    };
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (argc > 1 && strcmp(argv[1], modes[i].name) == 0 && argc == 2 + modes[i].words) {
            modes[i].run(argv + 2);
            return 0;
        }
    }
    fprintf(stderr, "bench-agent: expected stream, rtt, control or forward with its arguments, see the source\n");
    return 2;
}
