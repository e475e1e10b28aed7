/*
 * Runs a command several times and prints its best CPU seconds (user and
 * system), and its peak memory:
 *
 *   measure RUNS COMMAND [argument ...]
 *
 * prints "SECONDS KILOBYTES". Standard output of the command is thrown away,
 * its standard input is opened anew from $MEASURE_INPUT where that is set. With
 * RUNS over 20 the shortest wall-clock time is printed instead, which is what
 * start-up is measured by.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { FEW_RUNS = 20, NO_COMMAND = 127 };

static _Noreturn void become(char **command)
{
	const char *input = getenv("MEASURE_INPUT");
	int out = open("/dev/null", O_WRONLY);
	int in = open(input == NULL ? "/dev/null" : input, O_RDONLY);

	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	execvp(command[0], command);
	_exit(NO_COMMAND);
}

static double seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

/* The CPU seconds of one run; its peak memory goes to *kilobytes. */
static double run(char **command, long *kilobytes)
{
	struct rusage usage;
	int status;
	pid_t child = fork();

	if (child == 0)
		become(command);
	if (child < 0 || wait4(child, &status, 0, &usage) < 0 ||
	    !WIFEXITED(status) || WEXITSTATUS(status) > 1) {
		fprintf(stderr, "measure: %s failed\n", command[0]);
		exit(2);
	}
	*kilobytes = usage.ru_maxrss;
	return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

static double wall(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	int runs = argc > 2 ? atoi(argv[1]) : 0;
	double best = 0;
	long kilobytes = 0;

	if (runs < 1) {
		fputs("usage: measure RUNS COMMAND [argument ...]\n", stderr);
		return 2;
	}
	for (int i = 0; i < runs; i++) {
		double start = wall();
		double cpu = run(argv + 2, &kilobytes);
		double time = runs > FEW_RUNS ? wall() - start : cpu;

		best = i == 0 || time < best ? time : best;
	}
	printf("%.6f %ld\n", best, kilobytes);
	return 0;
}
