#include "payout/signature.h"

#include "base/strbuf.h"
#include "system/file.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SIGNATURE_MAX = 16 * 1024, SIGNERS_MAX = 1024 * 1024 };

static bool is_safe(const char *path, struct diag *diag)
{
	struct stat status;

	if (lstat(path, &status) != 0)
		return diag_set_errno(diag, errno, "\"%s\"", path);
	if (!S_ISREG(status.st_mode))
		return diag_set(diag, "\"%s\" is no regular file", path);
	if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
		return diag_set(diag,
				"\"%s\" can be written by others; make it "
				"chmod go-w",
				path);
	return true;
}

/* A file in memory that holds the text, at its beginning; -1 on failure. */
static int text_file(struct slice text, struct diag *diag)
{
	/* Without MFD_CLOEXEC: ssh-keygen opens a signature's by its name. */
	int file = memfd_create("vk-payout", 0);
	size_t done = 0;

	while (file >= 0 && done < text.length) {
		ssize_t wrote =
			write(file, text.data + done, text.length - done);

		if (wrote < 0 && errno != EINTR)
			break;
		if (wrote > 0)
			done += (size_t)wrote;
	}
	if (file >= 0 && done == text.length && lseek(file, 0, SEEK_SET) == 0)
		return file;
	diag_set_errno(diag, errno, "memory for a signed text");
	if (file >= 0)
		close(file);
	return -1;
}

/* Runs ssh-keygen with input as standard input; its output goes to output. */
static bool run(char *const *arguments, int input, int output,
		struct diag *diag)
{
	char *const environment[] = {(char[]){"LC_ALL=C"},
				     (char[]){"PATH=/usr/bin:/bin"},
				     (char[]){"TZ=UTC"}, NULL};
	posix_spawn_file_actions_t actions;
	int status = 0, trouble;
	pid_t child;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
	trouble = posix_spawn(&child, "/usr/bin/ssh-keygen", &actions, NULL,
			      arguments, environment);
	posix_spawn_file_actions_destroy(&actions);
	if (trouble != 0)
		return diag_set_errno(diag, trouble, "/usr/bin/ssh-keygen");
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return diag_set_errno(diag, errno, "ssh-keygen");
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	return diag_set(diag, "ssh-keygen doesn't take the signature");
}

/* The first line that ssh-keygen printed, behind the message. */
static void add_output(int output, struct diag *diag)
{
	char text[200] = "";
	ssize_t length;

	if (lseek(output, 0, SEEK_SET) != 0)
		return;
	length = read(output, text, sizeof text - 1);
	if (length <= 0)
		return;
	text[strcspn(text, "\r\n")] = '\0';
	diag_prefix(diag, "%s", text);
}

/* "20200921103000Z" of 2020-09-21T10:30:00Z, as -O verify-time has it. */
static void verify_time(const char *at, char out[32])
{
	size_t length = strlen("verify-time=");

	memcpy(out, "verify-time=", length);
	for (; *at != '\0' && length < 30; at++)
		if (*at != '-' && *at != ':' && *at != 'T')
			out[length++] = *at;
	out[length] = '\0';
}

static bool verify(const struct signature_check *check, int input, int output,
		   struct diag *diag)
{
	const char *words[20] = {
		"ssh-keygen",		"-Y", "verify",		"-f",
		check->allowed_signers, "-I", check->principal, "-n",
		check->name_space,	"-s", check->signature, "-O"};
	char *arguments[20] = {NULL};
	char when[32];
	size_t count = 12;

	verify_time(check->at, when);
	words[count++] = when;
	if (check->revoked != NULL) {
		words[count++] = "-r";
		words[count++] = check->revoked;
	}
	/* posix_spawn takes char *, and changes nothing. */
	for (size_t i = 0; i < count; i++)
		memcpy(&arguments[i], &words[i], sizeof arguments[i]);
	if (run(arguments, input, output, diag))
		return true;
	add_output(output, diag);
	return false;
}

static int base64_value(char byte)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijkl"
				       "mnopqrstuvwxyz0123456789+/";
	const char *found = byte == '\0' ? NULL : strchr(alphabet, byte);

	return found == NULL ? -1 : (int)(found - alphabet);
}

/* Undoes the armour of an SSHSIG (PROTOCOL.sshsig): what stands between. */
static bool unarmour(struct slice text, struct strbuf *out)
{
	unsigned window = 0, bits = 0;
	struct slice line;

	while (slice_next(&text, '\n', &line)) {
		if (slice_starts(line, "-----"))
			continue;
		for (size_t i = 0; i < line.length; i++) {
			int value = base64_value(line.data[i]);

			if (value < 0)
				continue;
			window = (window << 6 | (unsigned)value) & 0xffff;
			bits += 6;
			if (bits >= 8) {
				bits -= 8;
				strbuf_append_byte(out, (char)(window >> bits));
			}
		}
	}
	return !out->failed;
}

/*
 * What stands between the armour, with the magic and the only version there
 * is: ssh-keygen takes version 0 for it, and a changed byte is a changed file.
 */
static bool read_blob(struct slice armoured, struct strbuf *blob,
		      struct diag *diag)
{
	static const char head[] = "SSHSIG\0\0\0\1";
	struct slice text;

	if (!unarmour(armoured, blob))
		return diag_memory(diag);
	text = slice_part(strbuf_slice(blob), 0, sizeof head - 1);
	return slice_equal(text, (struct slice){head, sizeof head - 1}) ||
	       diag_set(diag, "this is no signature of ssh-keygen -Y");
}

/* A copy of the signature in memory, so that what is checked is what counts. */
static int signature_file(const struct signature_check *check,
			  struct diag *diag)
{
	struct strbuf armoured, blob;
	int file = -1;

	strbuf_init(&armoured, SIGNATURE_MAX);
	strbuf_init(&blob, SIGNATURE_MAX);
	if (check->signature == NULL
		    ? strbuf_append(&armoured, check->text) || diag_memory(diag)
		    : file_load(check->signature, SIGNATURE_MAX, &armoured,
				diag)) {
		if (read_blob(strbuf_slice(&armoured), &blob, diag))
			file = text_file(strbuf_slice(&armoured), diag);
	}
	strbuf_release(&armoured);
	strbuf_release(&blob);
	return file;
}

static void close_file(int file)
{
	if (file >= 0)
		close(file);
}

static bool check_copy(const struct signature_check *check, int signature,
		       struct slice text, struct diag *diag)
{
	struct signature_check asked = *check;
	int input = text_file(text, diag);
	int output = text_file((struct slice){"", 0}, diag);
	char path[32];
	bool good;

	snprintf(path, sizeof path, "/proc/self/fd/%d", signature);
	asked.signature = path;
	good = input >= 0 && output >= 0 && verify(&asked, input, output, diag);
	close_file(input);
	close_file(output);
	return good;
}

bool signature_is_good(const struct signature_check *check, struct slice text,
		       struct diag *diag)
{
	int signature;
	bool good;

	if (check->principal[0] == '-' || check->principal[0] == '\0')
		return diag_set(diag, "\"%s\" is no name of a signer",
				check->principal);
	if (!is_safe(check->allowed_signers, diag) ||
	    (check->revoked != NULL && !is_safe(check->revoked, diag)) ||
	    (check->signature != NULL && !is_safe(check->signature, diag)))
		return false;
	signature = signature_file(check, diag);
	good = signature >= 0 && check_copy(check, signature, text, diag);
	close_file(signature);
	return good ||
	       diag_prefix(diag, "the signature of \"%s\"", check->principal);
}

/* The public key in a signature: "SSHSIG", version, then its length. */
static bool read_key(const char *path, struct strbuf *key, struct diag *diag)
{
	struct strbuf armoured;
	struct slice blob;
	size_t length;
	bool fine;

	strbuf_init(&armoured, SIGNATURE_MAX);
	fine = file_load(path, SIGNATURE_MAX, &armoured, diag) &&
	       (read_blob(strbuf_slice(&armoured), key, diag) ||
		diag_prefix(diag, "\"%s\"", path));
	strbuf_release(&armoured);
	if (!fine)
		return false;
	blob = strbuf_slice(key);
	if (blob.length < 14)
		return diag_set(diag, "\"%s\" is cut off", path);
	length = (size_t)(uint8_t)blob.data[12] << 8 | (uint8_t)blob.data[13];
	if (length > blob.length - 14)
		return diag_set(diag, "\"%s\" is cut off", path);
	key->length = 14 + length;
	return true;
}

bool signature_keys_differ(const char *first, const char *second,
			   struct diag *diag)
{
	struct strbuf left, right;
	bool fine;

	strbuf_init(&left, SIGNATURE_MAX);
	strbuf_init(&right, SIGNATURE_MAX);
	fine = read_key(first, &left, diag) && read_key(second, &right, diag);
	if (fine && slice_equal(strbuf_slice(&left), strbuf_slice(&right)))
		fine = diag_set(diag, "maker and approver signed with the "
				      "same key");
	strbuf_release(&left);
	strbuf_release(&right);
	return fine;
}
