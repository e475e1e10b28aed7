#include "system/file.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <glob.h>

#include "scratch.h"

/* How many names in the folder fit a pattern. */
static size_t count_of(const char *pattern)
{
	glob_t found;
	size_t count = 0;

	if (glob(pattern, 0, NULL, &found) == 0)
		count = found.gl_pathc;
	globfree(&found);
	return count;
}

static unsigned mode_of(const char *path)
{
	struct stat status;

	assert_int_equal(lstat(path, &status), 0);
	return status.st_mode & 07777;
}

static void input_is_opened_and_closed(void **state)
{
	struct diag diag;
	char byte;
	int descriptor;

	(void)state;
	scratch_write("input", "x");
	descriptor = file_open_input("input", &diag);
	assert_true(descriptor > 2);
	assert_int_equal(read(descriptor, &byte, 1), 1);
	assert_int_equal(fcntl(descriptor, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
	file_close_input(descriptor);
	assert_int_equal(fcntl(descriptor, F_GETFD), -1);
}

static void input_dash_is_standard_input_and_stays_open(void **state)
{
	struct diag diag;
	int saved = dup(0);

	(void)state;
	scratch_write("input", "x");
	assert_int_equal(dup2(open("input", O_RDONLY), 0), 0);
	assert_int_equal(file_open_input("-", &diag), 0);
	file_close_input(0);
	assert_int_not_equal(fcntl(0, F_GETFD), -1);
	dup2(open(".", O_RDONLY), 0);
	assert_int_equal(file_open_input("-", &diag), -1);
	assert_string_equal(diag.message, "\"standard input\" is a folder; "
					  "name a file");
	dup2(saved, 0);
	close(saved);
}

static void input_refuses_a_folder_and_what_is_not_there(void **state)
{
	struct diag diag;

	(void)state;
	assert_int_equal(file_open_input(".", &diag), -1);
	assert_string_equal(diag.message, "\".\" is a folder; name a file");
	assert_int_equal(file_open_input("absent", &diag), -1);
	assert_string_equal(diag.message, "cannot open \"absent\": "
					  "No such file or directory");
}

static int open_without_standard_descriptors(void)
{
	struct diag diag;

	close(0);
	close(1);
	close(2);
	return file_open_input("input", &diag);
}

static void no_file_takes_the_place_of_a_closed_output(void **state)
{
	(void)state;
	scratch_write("input", "x");
	assert_int_equal(scratch_in_child(open_without_standard_descriptors),
			 3);
}

static void load_appends_the_whole_content(void **state)
{
	struct strbuf content;
	struct diag diag;
	FILE *file = fopen("large", "w");

	(void)state;
	for (int i = 0; i < 200000; i++)
		putc('a' + i % 26, file);
	fclose(file);
	strbuf_init(&content, 1 << 20);
	strbuf_append_string(&content, "before ");
	assert_true(file_load("large", 200000, &content, &diag));
	assert_int_equal(content.length, 200007);
	assert_memory_equal(content.data, "before abcdefgh", 15);
	assert_int_equal(content.data[200006], 'a' + 199999 % 26);
	strbuf_release(&content);
}

static void load_refuses_more_than_the_maximum(void **state)
{
	struct strbuf content;
	struct diag diag;

	(void)state;
	scratch_write("ten", "0123456789");
	strbuf_init(&content, 1000);
	assert_true(file_load("ten", 10, &content, &diag));
	strbuf_reset(&content);
	assert_false(file_load("ten", 9, &content, &diag));
	assert_string_equal(diag.message, "\"ten\" is larger than 9 bytes");
	strbuf_release(&content);
	strbuf_init(&content, 5);
	assert_false(file_load("ten", 100, &content, &diag));
	assert_string_equal(diag.message,
			    "out of memory, or over this run's limit");
	strbuf_release(&content);
}

static void load_tells_a_file_that_is_not_there_or_fails(void **state)
{
	struct strbuf content;
	struct diag diag;

	(void)state;
	strbuf_init(&content, 1000);
	assert_false(file_load("absent", 10, &content, &diag));
	assert_string_equal(diag.message, "cannot open \"absent\": "
					  "No such file or directory");
	/* The memory at address 0 is not there to be read. */
	assert_false(file_load("/proc/self/mem", 10, &content, &diag));
	assert_string_equal(diag.message, "cannot read \"/proc/self/mem\": "
					  "Input/output error");
	strbuf_release(&content);
}

static void private_is_a_file_of_ones_own(void **state)
{
	struct diag diag;

	(void)state;
	scratch_write("key", "secret");
	assert_int_equal(chmod("key", 0600), 0);
	assert_true(file_check_private("key", &diag));
	assert_int_equal(chmod("key", 0400), 0);
	assert_true(file_check_private("key", &diag));
	assert_int_equal(chmod("key", 0640), 0);
	assert_false(file_check_private("key", &diag));
	assert_string_equal(diag.message,
			    "\"key\" holds secrets and others may use it "
			    "(mode 0640); run: chmod 600 \"key\"");
	assert_int_equal(chmod("key", 0604), 0);
	assert_false(file_check_private("key", &diag));
}

static void private_is_no_link_folder_or_strangers_file(void **state)
{
	struct diag diag;

	(void)state;
	assert_false(file_check_private("absent", &diag));
	assert_string_equal(diag.message, "cannot use \"absent\": "
					  "No such file or directory");
	scratch_write("key", "secret");
	assert_int_equal(chmod("key", 0600), 0);
	assert_int_equal(symlink("key", "link"), 0);
	assert_false(file_check_private("link", &diag));
	assert_string_equal(diag.message,
			    "\"link\" holds secrets and must be a regular "
			    "file, not a link or a folder");
	assert_false(file_check_private(".", &diag));
	if (geteuid() != 0)
		skip();
	assert_int_equal(chown("key", 12345, (gid_t)-1), 0);
	assert_false(file_check_private("key", &diag));
	assert_string_equal(diag.message,
			    "\"key\" holds secrets and must be owned by the "
			    "user who runs this");
}

static void output_appears_at_commit_and_not_before(void **state)
{
	struct file_output output;
	struct diag diag;

	(void)state;
	assert_true(file_output_begin(&output, "new", 0644, &diag));
	assert_true(file_output_write(&output, "one ", 4, &diag));
	assert_true(file_output_write(&output, "two\n", 4, &diag));
	assert_false(file_exists("new"));
	assert_int_equal(count_of("new.tmp-??????"), 1);
	assert_true(file_output_commit(&output, &diag));
	assert_string_equal(scratch_read("new"), "one two\n");
	assert_int_equal(count_of("new.tmp-*"), 0);
	assert_int_equal(mode_of("new"), 0644);
	file_output_abandon(&output);
	assert_string_equal(scratch_read("new"), "one two\n");
}

static void output_that_was_closed_is_put_in_place_later(void **state)
{
	struct file_output output;
	struct diag diag;

	(void)state;
	assert_true(file_output_begin(&output, "new", 0600, &diag));
	assert_true(file_output_write(&output, "one\n", 4, &diag));
	assert_true(file_output_close(&output, &diag));
	assert_int_equal(output.descriptor, -1);
	assert_false(file_exists("new"));
	assert_true(file_output_close(&output, &diag));
	assert_true(file_output_commit(&output, &diag));
	assert_string_equal(scratch_read("new"), "one\n");
	assert_true(file_output_begin(&output, "new", 0600, &diag));
	assert_true(file_output_close(&output, &diag));
	file_output_abandon(&output);
	assert_int_equal(count_of("new.tmp-*"), 0);
	assert_string_equal(scratch_read("new"), "one\n");
}

static void output_replaces_and_takes_the_mode_asked_for(void **state)
{
	struct diag diag;

	(void)state;
	scratch_write("secret", "old");
	assert_int_equal(mode_of("secret"), 0644);
	assert_true(file_save("secret", 0600, SLICE("new"), &diag));
	assert_string_equal(scratch_read("secret"), "new");
	assert_int_equal(mode_of("secret"), 0600);
	umask(077);
	assert_true(file_save("secret", 0644, SLICE("newer"), &diag));
	umask(022);
	assert_int_equal(mode_of("secret"), 0600);
}

static void output_goes_to_other_folders(void **state)
{
	struct diag diag;
	char *path = realpath(".", NULL);

	(void)state;
	assert_int_equal(mkdir("folder", 0755), 0);
	assert_true(file_save("folder/a", 0644, SLICE("a"), &diag));
	assert_string_equal(scratch_read("folder/a"), "a");
	assert_int_equal(count_of("folder/*"), 1);
	path = realloc(path, strlen(path) + 10);
	strcat(path, "/absolute");
	assert_true(file_save(path, 0644, SLICE("b"), &diag));
	assert_string_equal(scratch_read("absolute"), "b");
	free(path);
	assert_false(file_save("absent/a", 0644, SLICE("a"), &diag));
	assert_string_equal(diag.message, "cannot write \"absent/a\": "
					  "No such file or directory");
	assert_false(file_save("absolute/a", 0644, SLICE("a"), &diag));
	assert_string_equal(diag.message, "cannot write \"absolute/a\": "
					  "Not a directory");
}

static void output_abandoned_leaves_the_old_file(void **state)
{
	struct file_output output;
	struct diag diag;

	(void)state;
	scratch_write("kept", "old");
	assert_true(file_output_begin(&output, "kept", 0644, &diag));
	assert_true(file_output_write(&output, "new", 3, &diag));
	file_output_abandon(&output);
	file_output_abandon(&output);
	assert_string_equal(scratch_read("kept"), "old");
	assert_int_equal(count_of("kept.tmp-*"), 0);
}

static void output_refuses_links_pipes_and_folders(void **state)
{
	struct file_output output;
	struct diag diag;

	(void)state;
	scratch_write("target", "old");
	assert_int_equal(symlink("target", "link"), 0);
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_false(file_output_begin(&output, "link", 0644, &diag));
	assert_string_equal(diag.message,
			    "\"link\" is a symbolic link; name the file it "
			    "points to, or remove the link");
	file_output_abandon(&output);
	assert_false(file_output_begin(&output, "pipe", 0644, &diag));
	assert_string_equal(diag.message,
			    "\"pipe\" is a pipe or a device; write to "
			    "standard output and send that there");
	assert_false(file_output_begin(&output, "/dev/full", 0644, &diag));
	assert_false(file_output_begin(&output, ".", 0644, &diag));
	assert_string_equal(diag.message,
			    "\".\" is a folder; name a file in it");
	assert_string_equal(scratch_read("target"), "old");
	assert_int_equal(count_of("*.tmp-*"), 0);
}

static void output_that_cannot_be_put_in_place_is_removed(void **state)
{
	struct file_output output;
	struct diag diag;

	(void)state;
	assert_true(file_output_begin(&output, "late", 0644, &diag));
	assert_true(file_output_write(&output, "new", 3, &diag));
	assert_int_equal(mkdir("late", 0755), 0);
	assert_false(file_output_commit(&output, &diag));
	assert_string_equal(diag.message,
			    "cannot write \"late\": Is a directory");
	assert_int_equal(count_of("late.tmp-*"), 0);
	assert_int_equal(rmdir("late"), 0);
}

static int save_on_a_full_disk(void)
{
	static char content[10000];
	struct diag diag;

	scratch_limit_files(5000);
	if (file_save("big", 0644, (struct slice){content, sizeof content},
		      &diag))
		return 1;
	return strcmp(diag.message, "cannot write \"big\": File too large");
}

static void output_on_a_full_disk_leaves_nothing(void **state)
{
	(void)state;
	scratch_write("big", "old");
	assert_int_equal(scratch_in_child(save_on_a_full_disk), 0);
	assert_string_equal(scratch_read("big"), "old");
	assert_int_equal(count_of("big.tmp-*"), 0);
}

static int print(struct diag *diag)
{
	struct file_output output;

	if (!file_output_begin(&output, "-", 0644, diag))
		return 10;
	if (!file_output_write(&output, "record\n", 7, diag))
		return 11;
	if (!file_output_commit(&output, diag))
		return 12;
	return 0;
}

static int print_to_a_file(void)
{
	struct diag diag;

	dup2(open("printed", O_WRONLY | O_CREAT, 0644), 1);
	return print(&diag);
}

static int print_to_dev_full(void)
{
	struct diag diag;

	dup2(open("/dev/full", O_WRONLY), 1);
	if (print(&diag) != 11)
		return 1;
	return strcmp(diag.message, "cannot write \"standard output\": "
				    "No space left on device");
}

static int print_to_nothing(void)
{
	struct diag diag;

	close(1);
	if (print(&diag) != 11)
		return 1;
	return strcmp(diag.message, "cannot write \"standard output\": "
				    "Bad file descriptor");
}

static int commit_nothing_to_nothing(void)
{
	struct file_output output;
	struct diag diag;

	close(1);
	if (!file_output_begin(&output, "-", 0644, &diag) ||
	    file_output_commit(&output, &diag))
		return 1;
	return strcmp(diag.message, "cannot write \"standard output\": "
				    "Bad file descriptor");
}

static int print_to_a_closed_pipe(void)
{
	struct diag diag = {"not empty"};
	int ends[2];

	if (pipe(ends) != 0)
		return 1;
	dup2(ends[1], 1);
	close(ends[0]);
	signal(SIGPIPE, SIG_IGN);
	if (print(&diag) != 11)
		return 2;
	return diag.message[0];
}

static void standard_output_is_written_as_it_comes(void **state)
{
	(void)state;
	assert_int_equal(scratch_in_child(print_to_a_file), 0);
	assert_string_equal(scratch_read("printed"), "record\n");
}

static void standard_output_that_is_full_or_closed_is_told(void **state)
{
	(void)state;
	assert_int_equal(scratch_in_child(print_to_dev_full), 0);
	assert_int_equal(scratch_in_child(print_to_nothing), 0);
	assert_int_equal(scratch_in_child(commit_nothing_to_nothing), 0);
}

static void a_closed_pipe_is_told_without_a_message(void **state)
{
	(void)state;
	assert_int_equal(scratch_in_child(print_to_a_closed_pipe), 0);
}

enum { FLOOD = 1 << 20 };

static int pipe_ends[2];

/* Fills a pipe that does not block, faster than it is read. */
static int flood(void)
{
	static char content[FLOOD];
	struct file_output output;
	struct diag diag;

	close(pipe_ends[0]);
	dup2(pipe_ends[1], 1);
	fcntl(1, F_SETFL, O_NONBLOCK);
	file_output_begin(&output, "-", 0644, &diag);
	return !file_output_write(&output, content, sizeof content, &diag) ||
	       !file_output_commit(&output, &diag);
}

static void a_pipe_that_does_not_block_is_waited_for(void **state)
{
	char block[4096];
	size_t length = 0;
	ssize_t got;
	int status;
	pid_t child;

	(void)state;
	assert_int_equal(pipe(pipe_ends), 0);
	fflush(NULL);
	child = fork();
	if (child == 0)
		exit(flood());
	close(pipe_ends[1]);
	usleep(20000);
	while ((got = read(pipe_ends[0], block, sizeof block)) > 0)
		length += (size_t)got;
	close(pipe_ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(length, FLOOD);
}

static void append_makes_the_file_and_adds_lines(void **state)
{
	struct diag diag;

	(void)state;
	assert_true(file_append_line("log", 0600, SLICE("one"), &diag));
	assert_int_equal(mode_of("log"), 0600);
	assert_true(file_append_line("log", 0600, SLICE("two"), &diag));
	assert_true(file_append_line("log", 0600, SLICE(""), &diag));
	assert_string_equal(scratch_read("log"), "one\ntwo\n\n");
}

static void append_does_not_glue_a_line_to_a_torn_one(void **state)
{
	struct diag diag;

	(void)state;
	scratch_write("torn", "one\ntw");
	assert_true(file_append_line("torn", 0600, SLICE("three"), &diag));
	assert_string_equal(scratch_read("torn"), "one\ntw\nthree\n");
}

static void append_refuses_a_line_of_two_and_a_huge_one(void **state)
{
	char *huge = calloc(1, 2000000);
	struct diag diag;

	(void)state;
	assert_false(file_append_line("log", 0600, SLICE("a\nb"), &diag));
	assert_string_equal(diag.message,
			    "a line for \"log\" holds a line end");
	assert_false(file_append_line("log", 0600,
				      (struct slice){huge, 2000000}, &diag));
	assert_false(file_exists("log"));
	free(huge);
}

static void append_refuses_links_and_what_is_no_file(void **state)
{
	struct diag diag;

	(void)state;
	scratch_write("target", "old\n");
	assert_int_equal(symlink("target", "link"), 0);
	assert_false(file_append_line("link", 0600, SLICE("x"), &diag));
	assert_string_equal(diag.message, "\"link\" is a symbolic link; name "
					  "the file it points to");
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_false(file_append_line("pipe", 0600, SLICE("x"), &diag));
	assert_string_equal(diag.message, "\"pipe\" is not a regular file");
	assert_false(file_append_line(".", 0600, SLICE("x"), &diag));
	assert_string_equal(diag.message,
			    "cannot write to \".\": Is a directory");
	assert_string_equal(scratch_read("target"), "old\n");
}

static int append_on_a_full_disk(void)
{
	struct diag diag;

	scratch_limit_files(10);
	if (file_append_line("full", 0600, SLICE("0123456789"), &diag))
		return 1;
	return strcmp(diag.message,
		      "cannot append to \"full\": No space left on device");
}

static void append_on_a_full_disk_leaves_no_half_line(void **state)
{
	(void)state;
	scratch_write("full", "one\n");
	assert_int_equal(scratch_in_child(append_on_a_full_disk), 0);
	assert_string_equal(scratch_read("full"), "one\n");
}

static void lock_is_had_by_one(void **state)
{
	char expected[200];
	struct diag diag;
	int lock = file_lock("lock", &diag);

	(void)state;
	assert_true(lock > 2);
	assert_int_equal(mode_of("lock"), 0600);
	assert_int_equal(file_lock("lock", &diag), -1);
	snprintf(expected, sizeof expected,
		 "\"lock\" is locked by process %d; wait until it has "
		 "finished",
		 (int)getpid());
	assert_string_equal(diag.message, expected);
	close(lock);
	lock = file_lock("lock", &diag);
	assert_true(lock > 2);
	assert_int_equal(ftruncate(lock, 0), 0);
	assert_int_equal(file_lock("lock", &diag), -1);
	assert_string_equal(diag.message,
			    "\"lock\" is locked by another process; wait "
			    "until it has finished");
	close(lock);
}

static int lock_on_a_full_disk(void)
{
	struct diag diag;

	scratch_limit_files(0);
	if (file_lock("lock", &diag) != -1)
		return 1;
	return strcmp(diag.message, "cannot write to \"lock\": File too large");
}

static void lock_that_cannot_be_had_is_told(void **state)
{
	struct diag diag;

	(void)state;
	assert_int_equal(file_lock("absent/lock", &diag), -1);
	assert_string_equal(diag.message,
			    "cannot write to \"absent/lock\": No such file "
			    "or directory");
	assert_int_equal(scratch_in_child(lock_on_a_full_disk), 0);
}

static void exists_holds_for_dangling_links_too(void **state)
{
	(void)state;
	assert_int_equal(symlink("nowhere", "dangling"), 0);
	assert_true(file_exists("dangling"));
	assert_true(file_exists("."));
	assert_false(file_exists("nowhere"));
}

static void list_gives_files_and_links_to_them_sorted(void **state)
{
	static const char *const expected[] = {
		"in/B.csv",   "in/a.csv", "in/link",	   "in/lost",
		"in/sub-1/z", "in/sub/a", "in/sub/deep/x",
	};
	const char *const *paths;
	struct arena arena;
	struct diag diag;
	size_t count;

	(void)state;
	mkdir("in", 0755);
	mkdir("in/sub", 0755);
	mkdir("in/sub/deep", 0755);
	mkdir("in/sub-1", 0755);
	mkdir("in/.hidden", 0755);
	for (size_t i = 0; i < 7; i++)
		if (i != 2 && i != 3)
			scratch_write(expected[i], "");
	scratch_write("in/.hidden/x", "");
	scratch_write("in/.x", "");
	assert_int_equal(symlink("a.csv", "in/link"), 0);
	assert_int_equal(mkfifo("in/pipe", 0600), 0);
	arena_init(&arena, 1 << 20);
	assert_int_equal(symlink("nowhere.csv", "in/lost"), 0);
	assert_int_equal(symlink("../../in", "in/sub/round"), 0);
	assert_true(file_list("in", &arena, &paths, &count, &diag));
	assert_int_equal(count, 7);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(paths[i], expected[i]);
	assert_true(file_list("in/sub/", &arena, &paths, &count, &diag));
	assert_int_equal(count, 2);
	assert_string_equal(paths[0], "in/sub/a");
	arena_release(&arena);
}

static void list_tells_what_it_cannot_read(void **state)
{
	const char *const *paths;
	struct arena arena;
	struct diag diag;
	size_t count;

	(void)state;
	arena_init(&arena, 1 << 20);
	assert_false(file_list("absent", &arena, &paths, &count, &diag));
	assert_string_equal(diag.message, "cannot read folder \"absent\": "
					  "No such file or directory");
	scratch_write("file", "");
	assert_false(file_list("file", &arena, &paths, &count, &diag));
	assert_string_equal(diag.message, "cannot read folder \"file\": "
					  "Not a directory");
	arena_release(&arena);
	arena_init(&arena, 0);
	assert_false(file_list(".", &arena, &paths, &count, &diag));
	assert_string_equal(diag.message,
			    "out of memory, or over this run's limit");
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		scratch_test(input_is_opened_and_closed),
		scratch_test(input_dash_is_standard_input_and_stays_open),
		scratch_test(input_refuses_a_folder_and_what_is_not_there),
		scratch_test(no_file_takes_the_place_of_a_closed_output),
		scratch_test(load_appends_the_whole_content),
		scratch_test(load_refuses_more_than_the_maximum),
		scratch_test(load_tells_a_file_that_is_not_there_or_fails),
		scratch_test(private_is_a_file_of_ones_own),
		scratch_test(private_is_no_link_folder_or_strangers_file),
		scratch_test(output_appears_at_commit_and_not_before),
		scratch_test(output_that_was_closed_is_put_in_place_later),
		scratch_test(output_replaces_and_takes_the_mode_asked_for),
		scratch_test(output_goes_to_other_folders),
		scratch_test(output_abandoned_leaves_the_old_file),
		scratch_test(output_refuses_links_pipes_and_folders),
		scratch_test(output_that_cannot_be_put_in_place_is_removed),
		scratch_test(output_on_a_full_disk_leaves_nothing),
		scratch_test(standard_output_is_written_as_it_comes),
		cmocka_unit_test(
			standard_output_that_is_full_or_closed_is_told),
		scratch_test(a_closed_pipe_is_told_without_a_message),
		scratch_test(a_pipe_that_does_not_block_is_waited_for),
		scratch_test(append_makes_the_file_and_adds_lines),
		scratch_test(append_does_not_glue_a_line_to_a_torn_one),
		scratch_test(append_refuses_a_line_of_two_and_a_huge_one),
		scratch_test(append_refuses_links_and_what_is_no_file),
		scratch_test(append_on_a_full_disk_leaves_no_half_line),
		scratch_test(lock_is_had_by_one),
		scratch_test(lock_that_cannot_be_had_is_told),
		scratch_test(exists_holds_for_dangling_links_too),
		scratch_test(list_gives_files_and_links_to_them_sorted),
		scratch_test(list_tells_what_it_cannot_read),
	};

	return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
