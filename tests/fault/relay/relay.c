/*
 * Stands between a program and its PostgreSQL, and breaks the connection where
 * it is told to:
 *
 *	relay FOLDER SERVER WHEN NUMBER [COMMAND]
 *
 * listens on FOLDER/.s.PGSQL.5432 and passes all on to the socket of that name
 * in SERVER. WHEN is the text of a query ("COMMIT") or "any" for whatever the
 * client sends at once; the NUMBER-th of these is not passed on, or with
 * "reply:" before WHEN it is, and its answer is not: the server has done what
 * was asked then. The shell runs COMMAND, and the connection is closed on both
 * sides; later ones are passed on unharmed. Prints "ready" when it listens and
 * "broken" when it broke one. SIGTERM ends it, but only after COMMAND: who
 *waits for it finds the server as COMMAND left it.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { CHUNK = 1 << 16, SERVED_MAX = 64, HEADER = 5 };

struct plan {
	const char *when;
	long number; /* counts down */
	const char *command;
};

struct served {
	int client, server;
	bool started;  /* the first packet has no type */
	bool swallows; /* the next answer is the end */
	char header[HEADER];
	size_t seen; /* bytes of the header */
	size_t skip; /* bytes of the body that are still to come */
};

static void die(const char *what)
{
	perror(what);
	exit(2);
}

static struct sockaddr_un address_of(const char *folder)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};

	if (snprintf(address.sun_path, sizeof address.sun_path,
		     "%s/.s.PGSQL.5432",
		     folder) >= (int)sizeof address.sun_path) {
		errno = ENAMETOOLONG;
		die(folder);
	}
	return address;
}

static int listen_in(const char *folder)
{
	struct sockaddr_un address = address_of(folder);
	int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	unlink(address.sun_path);
	if (descriptor < 0 ||
	    bind(descriptor, (struct sockaddr *)&address, sizeof address) < 0 ||
	    listen(descriptor, 16) < 0)
		die(folder);
	return descriptor;
}

static bool send_all(int descriptor, const char *data, size_t length)
{
	while (length > 0) {
		ssize_t sent = send(descriptor, data, length, MSG_NOSIGNAL);

		if (sent <= 0)
			return false;
		data += sent;
		length -= (size_t)sent;
	}
	return true;
}

/* Whether a message counts: what is sent at once, or a query of this name. */
static bool counts(const char *when, const char *data, size_t length, size_t at)
{
	const char *name = strncmp(when, "reply:", 6) == 0 ? when + 6 : when;
	size_t wanted = strlen(name) + 1;

	if (strcmp(name, "any") == 0)
		return at == 0;
	return data[at] == 'Q' && length - at >= HEADER + wanted &&
	       memcmp(data + at + HEADER, name, wanted) == 0;
}

static size_t length_of(const char *bytes)
{
	const unsigned char *b = (const unsigned char *)bytes;

	return (size_t)b[0] << 24 | (size_t)b[1] << 16 | (size_t)b[2] << 8 |
	       b[3];
}

/*
 * Whether the bytes from a client hold the message to break at. A message is a
 * type, a length that counts itself, and a body; the first has no type.
 */
static bool is_time(struct plan *plan, struct served *served, const char *data,
		    size_t length)
{
	if (!served->started) {
		served->started = true;
		return false;
	}
	for (size_t at = 0; at < length;) {
		size_t passed = length - at;

		if (served->skip > 0) {
			if (passed > served->skip)
				passed = served->skip;
			served->skip -= passed;
			at += passed;
			continue;
		}
		if (served->seen == 0 && plan->number > 0 &&
		    counts(plan->when, data, length, at) && --plan->number == 0)
			return true;
		served->header[served->seen++] = data[at++];
		if (served->seen == HEADER) {
			served->skip = length_of(served->header + 1) - 4;
			served->seen = 0;
		}
	}
	return false;
}

static void close_both(struct served *served)
{
	close(served->client);
	close(served->server);
	served->client = -1;
}

static void break_it(const struct plan *plan, struct served *served)
{
	if (plan->command != NULL && system(plan->command) != 0)
		fprintf(stderr, "relay: %s failed\n", plan->command);
	/* Who sees the connection close must find this said. */
	puts("broken");
	fflush(stdout);
	close_both(served);
}

static void from_client(struct plan *plan, struct served *served)
{
	static char data[CHUNK];
	ssize_t length = recv(served->client, data, sizeof data, 0);

	if (length <= 0) {
		close_both(served);
		return;
	}
	if (is_time(plan, served, data, (size_t)length)) {
		if (strncmp(plan->when, "reply:", 6) != 0) {
			break_it(plan, served);
			return;
		}
		served->swallows = true;
	}
	if (!send_all(served->server, data, (size_t)length))
		close_both(served);
}

static void from_server(const struct plan *plan, struct served *served)
{
	static char data[CHUNK];
	ssize_t length = recv(served->server, data, sizeof data, 0);

	if (length > 0 && served->swallows)
		break_it(plan, served);
	else if (length <= 0 || !send_all(served->client, data, (size_t)length))
		close_both(served);
}

static void serve_new(int listening, const char *folder, struct served *served)
{
	struct sockaddr_un address = address_of(folder);

	*served = (struct served){
		.client = accept4(listening, NULL, NULL, SOCK_CLOEXEC)};
	served->server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (served->client < 0 || served->server < 0)
		die("accept");
	if (connect(served->server, (struct sockaddr *)&address,
		    sizeof address) < 0)
		close_both(served);
}

/* Drops the pairs that are closed. */
static size_t tidy(struct served *served, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (served[i].client >= 0)
			served[kept++] = served[i];
	return kept;
}

static volatile sig_atomic_t told_to_end;

static void take_signal(int number)
{
	(void)number;
	told_to_end = 1;
}

/* SIGTERM comes only where waits is the mask: while nothing is to be done. */
static void hold_signal(sigset_t *waits)
{
	struct sigaction action = {.sa_handler = take_signal};
	sigset_t held;

	sigemptyset(&held);
	sigaddset(&held, SIGTERM);
	if (sigaction(SIGTERM, &action, NULL) != 0 ||
	    sigprocmask(SIG_BLOCK, &held, waits) != 0)
		die("signals");
}

int main(int argc, char **argv)
{
	struct served served[SERVED_MAX];
	struct plan plan = {.command = argc > 5 ? argv[5] : NULL};
	size_t count = 0;
	sigset_t waits;
	int listening;

	if (argc < 5) {
		fputs("usage: relay FOLDER SERVER WHEN NUMBER [COMMAND]\n",
		      stderr);
		return 2;
	}
	plan.when = argv[3];
	plan.number = strtol(argv[4], NULL, 10);
	hold_signal(&waits);
	listening = listen_in(argv[1]);
	puts("ready");
	fflush(stdout);
	while (!told_to_end) {
		struct pollfd polled[1 + 2 * SERVED_MAX];

		polled[0] = (struct pollfd){listening, POLLIN, 0};
		for (size_t i = 0; i < count; i++) {
			polled[1 + 2 * i] =
				(struct pollfd){served[i].client, POLLIN, 0};
			polled[2 + 2 * i] =
				(struct pollfd){served[i].server, POLLIN, 0};
		}
		if (ppoll(polled, 1 + 2 * count, NULL, &waits) < 0) {
			if (errno != EINTR)
				die("poll");
			continue;
		}
		for (size_t i = 0; i < count; i++) {
			if (polled[1 + 2 * i].revents != 0)
				from_client(&plan, &served[i]);
			if (served[i].client >= 0 &&
			    polled[2 + 2 * i].revents != 0)
				from_server(&plan, &served[i]);
		}
		count = tidy(served, count);
		if (polled[0].revents != 0 && count < SERVED_MAX) {
			serve_new(listening, argv[2], &served[count]);
			count = tidy(served, count + 1);
		}
	}
	return 0;
}
