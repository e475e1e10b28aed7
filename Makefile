# vk: vocational training records, from application to nightly page.
# "make help" lists the targets.

PREFIX = /usr/local
MANDIR = $(PREFIX)/share/man
DESTDIR =
BUILD = build
CC = gcc
VERSION = 0.1.0

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
	-Wcast-qual -Wformat=2 -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wvla -Wswitch-enum
HARDENING = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
CFLAGS = -O3 -g
CPPFLAGS =
LDFLAGS = -pie -Wl,-z,relro,-z,now -Wl,--gc-sections
SANITIZE =

ifeq ($(DEV),1)
WARNINGS += -Werror
endif

vk_cflags = -std=c11 $(WARNINGS) $(HARDENING) -ffunction-sections \
	-fdata-sections $(CFLAGS) $(SANITIZE)
vk_cppflags = -D_GNU_SOURCE -DVK_VERSION='"$(VERSION)"' \
	-DVK_LOCALEDIR='"$(PREFIX)/share/locale"' \
	-Ilib -Icmd -Itests/example $(CPPFLAGS)

# Linked from Debian's archives: 0.3 ms of start-up saved for each of them
# (ARCHITECTURE.md, "Start-up"). libzip, libxlsxwriter and libpq are loaded
# when first needed.
libraries = -l:libcsv.a -l:libyaml.a -l:libxxhash.a -l:libexpat.a \
	-l:libjansson.a -l:libcrypto.a -l:libsqlite3.a -lm

floors = base value system stream
rooms = enroll match attend payout report
tools = $(rooms:%=vk-%)
programs = $(tools:%=$(BUILD)/%)

objects = $(patsubst %.c,$(BUILD)/%.o,$(wildcard $(1)/*.c))
archive = $(BUILD)/lib/libvk-$(1).a
floor_archives = $(foreach f,stream system value base,$(call archive,$(f)))

all: $(programs) $(BUILD)/vk $(BUILD)/share

$(BUILD)/vk: cmd/vk
	@mkdir -p $(@D)
	install -m 0755 $< $@

# Where the built programs look for what is installed with them.
$(BUILD)/share:
	@mkdir -p $(@D)
	@ln -sfn $(CURDIR)/share $@

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(vk_cppflags) $(vk_cflags) -MMD -MP -c -o $@ $<

define archive_rule
$(call archive,$(1)): $(call objects,lib/$(1))
	@mkdir -p $$(@D)
	@rm -f $$@
	$$(AR) rcs $$@ $$^
endef
$(foreach r,$(floors) $(rooms),$(eval $(call archive_rule,$(r))))

# A tool is its own cmd/vk-NAME*.c, cmd/tool*.c, its room and the floors; the
# rooms of the others are not on its command line.
define tool_rule
$(BUILD)/vk-$(1): $(patsubst %.c,$(BUILD)/%.o,$(wildcard cmd/vk-$(1)*.c \
		cmd/tool*.c)) $(call archive,$(1)) $(floor_archives)
	$$(CC) $$(vk_cflags) $$(LDFLAGS) -o $$@ $$(filter %.o,$$^) \
		-Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group \
		$$(libraries)
endef
$(foreach r,$(rooms),$(eval $(call tool_rule,$(r))))

# The catalogue of what people read in Indonesian; found beside the programs.
catalogues = $(patsubst po/%.po,$(BUILD)/locale/%/LC_MESSAGES/vk.mo,\
	$(wildcard po/*.po))

$(BUILD)/locale/%/LC_MESSAGES/vk.mo: po/%.po
	@mkdir -p $(@D)
	msgfmt --check -o $@ $<

all: $(catalogues)

# Unit tests: tests/unit/test_NAME.c, one program a module.
unit_tests = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,\
	$(wildcard tests/unit/test_*.c))
all_archives = $(foreach r,$(rooms) stream system value base,\
	$(call archive,$(r)))
link_all = -Wl,--start-group $(all_archives) -Wl,--end-group $(libraries)

$(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(all_archives)
	@mkdir -p $(@D)
	$(CC) $(vk_cflags) $(LDFLAGS) -o $@ $< $(link_all) -lcmocka

# Programs of the benchmarks and generators: tests/bench/NAME.c.
bench_programs = $(patsubst tests/bench/%.c,$(BUILD)/bench/%,\
	$(wildcard tests/bench/*.c))

$(BUILD)/bench/%: $(BUILD)/tests/bench/%.o $(all_archives)
	@mkdir -p $(@D)
	$(CC) $(vk_cflags) $(LDFLAGS) -o $@ $< $(link_all)

# The generator of hard names: tests/link.
$(BUILD)/link/hard: $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/link/*.c))
	@mkdir -p $(@D)
	$(CC) $(vk_cflags) $(LDFLAGS) -o $@ $^

# The generator of the example's files: tests/example.
$(BUILD)/example/generate: $(patsubst %.c,$(BUILD)/%.o,\
		$(wildcard tests/example/*.c)) $(all_archives)
	@mkdir -p $(@D)
	$(CC) $(vk_cflags) $(LDFLAGS) -o $@ $(filter %.o,$^) $(link_all)

# Shims that a test loads before the C library, tests/fault/NAME.c; and the
# program that makes images from the record of one of them.
shims = $(patsubst tests/fault/%.c,$(BUILD)/fault/%.so,\
	$(filter-out tests/fault/power-images.c,$(wildcard tests/fault/*.c)))
fault_programs = $(BUILD)/fault/power-images

$(BUILD)/fault/%.so: tests/fault/%.c tests/fault/shim.h
	@mkdir -p $(@D)
	$(CC) $(vk_cppflags) -std=c11 $(WARNINGS) -O2 -fPIC -shared -o $@ $< -ldl

$(BUILD)/fault/power-images: tests/fault/power-images.c
	@mkdir -p $(@D)
	$(CC) $(vk_cppflags) -std=c11 $(WARNINGS) -O2 -o $@ $<

# What stands between a program and its server, and cuts the connection.
$(BUILD)/fault/relay: $(BUILD)/tests/fault/relay/relay.o
	@mkdir -p $(@D)
	$(CC) $(vk_cflags) $(LDFLAGS) -o $@ $<

helpers: $(bench_programs) $(shims) $(fault_programs) $(BUILD)/fault/relay \
	$(BUILD)/example/generate

# Those that need a PostgreSQL get one of their own; the ledger's and its model
# run on both.
server_tests = $(filter %_postgres,$(unit_tests)) \
	$(BUILD)/tests/test_payout_ledger $(BUILD)/tests/test_payout_model

unit: $(unit_tests)
	tests/run-unit $(filter-out %_postgres,$(unit_tests))
	tests/with-postgres tests/run-unit $(server_tests) || [ $$? -eq 77 ]

cases: all helpers
	tests/run-cases $(BUILD)

pipeline: all helpers
	tests/run-pipeline $(BUILD)

# Who is the same on public sets and among hard names, against the truth.
linkage: all $(BUILD)/link/hard
	tests/link/sets $(BUILD)
	tests/link/hard-names $(BUILD)

# The parts of "make check", once everything it needs is there.
check-parts: unit cases pipeline linkage

check:
	@.ci/deps check
	@$(MAKE) --no-print-directory check-parts

# All tests again under AddressSanitizer and UndefinedBehaviorSanitizer.
check-sanitize:
	@.ci/deps check
	@$(MAKE) --no-print-directory check-parts BUILD=$(BUILD)-sanitize \
		HARDENING=-fPIE CFLAGS="-O1 -g -fno-omit-frame-pointer" \
		SANITIZE="-fsanitize=address,undefined -fno-sanitize-recover=all"

# The recipes for many hosts, with an sshd and a Slurm of their own: by hand,
# since Debian's packages of these start services.
check-hosts:
	@.ci/deps hosts
	@$(MAKE) --no-print-directory all
	tests/hosts/run $(BUILD)

check-valgrind:
	@.ci/deps lint
	@$(MAKE) --no-print-directory unit \
		TEST_WRAPPER="valgrind -q --error-exitcode=99 --leak-check=full"

# Every program with the other compiler, whose warnings are not the same.
check-clang:
	@.ci/deps lint
	@$(MAKE) --no-print-directory programs BUILD=$(BUILD)-clang CC=clang \
		DEV=1

programs: all helpers $(unit_tests)

lint:
	@.ci/deps lint
	@$(MAKE) --no-print-directory all
	tests/lint/layers
	tests/lint/ceilings
	tests/lint/circles $(BUILD)
	tests/lint/library $(BUILD)
	tests/lint/options $(BUILD)
	tests/lint/fields
	tests/lint/codes
	tests/lint/twins
	tests/lint/text

format:
	find cmd lib tests -name '*.[ch]' -exec clang-format -i {} +

# Fuzz targets: tests/fuzz/fuzz_NAME.c with clang's libFuzzer, FUZZ_SECONDS
# each, from the seeds in tests/fuzz/corpus/NAME. "make fuzz FUZZER=afl" builds
# the same targets with AFL++ (Debian: afl++) and runs them under afl-fuzz. Small
# blocks, so that short inputs cross them.
FUZZER = libfuzzer
FUZZ_SECONDS = 60
fuzz_cc_libfuzzer = clang
fuzz_cc_afl = afl-clang-fast
fuzz_sanitize_libfuzzer = -fsanitize=address,undefined,fuzzer-no-link
fuzz_sanitize_afl = -fsanitize=address,undefined
fuzz_build = $(BUILD)-fuzz-$(FUZZER)
fuzz_targets = $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))

fuzz:
	@.ci/deps lint
	@$(MAKE) --no-print-directory $(fuzz_targets:%=$(fuzz_build)/fuzz/%) \
		BUILD=$(fuzz_build) CC=$(fuzz_cc_$(FUZZER)) HARDENING=-fPIE \
		CPPFLAGS=-DFUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION \
		CFLAGS="-O1 -g" SANITIZE="$(fuzz_sanitize_$(FUZZER))"
	tests/fuzz/run $(fuzz_build)/fuzz $(FUZZ_SECONDS) $(FUZZER)

$(BUILD)/fuzz/%: $(BUILD)/tests/fuzz/%.o $(all_archives)
	@mkdir -p $(@D)
	$(CC) $(vk_cflags) -fsanitize=fuzzer -pie -o $@ $< $(link_all)

bench:
	@.ci/deps check
	@$(MAKE) --no-print-directory all helpers
	tests/bench/run $(BUILD)

# FAULTS=full tries every point; CI tries a part.
FAULTS = short
faults:
	@.ci/deps check
	@$(MAKE) --no-print-directory all helpers \
		$(BUILD)/tests/test_payout_damage $(BUILD)/tests/test_payout_model
	tests/fault/run $(BUILD) $(FAULTS)

# The same on a PostgreSQL: minutes for each verb, so by hand.
faults-postgres:
	@.ci/deps check
	@$(MAKE) --no-print-directory all helpers
	tests/with-postgres tests/fault/postgres-run $(BUILD) $(FAULTS)

# Which lines the tests reach: build-coverage/*.gcov, and a line a file.
coverage:
	@.ci/deps check
	@$(MAKE) --no-print-directory check-parts BUILD=$(BUILD)-coverage \
		HARDENING=-fPIE CFLAGS="-O0 -g --coverage"
	tests/coverage $(BUILD)-coverage

demo:
	@.ci/deps build
	@$(MAKE) --no-print-directory all
	examples/denpasar-2020/night.sh $(BUILD)

ci:
	@$(MAKE) --no-print-directory check
	@$(MAKE) --no-print-directory check-sanitize
	@$(MAKE) --no-print-directory check-clang
	@$(MAKE) --no-print-directory faults
	@$(MAKE) --no-print-directory lint

deps:
	@.ci/deps lint

install: all
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 0755 $(programs) cmd/vk $(DESTDIR)$(PREFIX)/bin
	for s in 1 5 7; do for l in . id; do \
		install -d $(DESTDIR)$(MANDIR)/$$l/man$$s && \
		install -m 0644 man/$$l/*.$$s $(DESTDIR)$(MANDIR)/$$l/man$$s \
		|| exit 1; done; done
	install -d $(DESTDIR)$(PREFIX)/share/vk/banks
	install -m 0644 share/banks/* $(DESTDIR)$(PREFIX)/share/vk/banks
	install -d $(DESTDIR)$(PREFIX)/share/vk/weights
	install -m 0644 share/weights/* $(DESTDIR)$(PREFIX)/share/vk/weights
	for o in share/offices/*; do \
		install -d $(DESTDIR)$(PREFIX)/share/vk/offices/$${o##*/} && \
		install -m 0644 $$o/* \
			$(DESTDIR)$(PREFIX)/share/vk/offices/$${o##*/} \
		|| exit 1; done
	for l in $(catalogues:$(BUILD)/locale/%/LC_MESSAGES/vk.mo=%); do \
		install -d $(DESTDIR)$(PREFIX)/share/locale/$$l/LC_MESSAGES && \
		install -m 0644 $(BUILD)/locale/$$l/LC_MESSAGES/vk.mo \
			$(DESTDIR)$(PREFIX)/share/locale/$$l/LC_MESSAGES \
		|| exit 1; done

uninstall:
	rm -f $(tools:%=$(DESTDIR)$(PREFIX)/bin/%) $(DESTDIR)$(PREFIX)/bin/vk
	for page in man/*.[157]; do s=$${page##*.}; for l in . id; do \
		rm -f $(DESTDIR)$(MANDIR)/$$l/man$$s/$$(basename $$page); \
		done; done
	rm -f $(DESTDIR)$(PREFIX)/share/locale/*/LC_MESSAGES/vk.mo
	rm -rf $(DESTDIR)$(PREFIX)/share/vk

name = vk-$(VERSION)

dist:
	git archive --prefix=$(name)/ -o $(name).tar.gz HEAD

# From the archive alone: build, test, install, and leave nothing behind.
distcheck: dist
	rm -rf $(BUILD)-dist && mkdir $(BUILD)-dist
	tar -xzf $(name).tar.gz -C $(BUILD)-dist
	$(MAKE) -C $(BUILD)-dist/$(name) check
	$(MAKE) -C $(BUILD)-dist/$(name) install DESTDIR=$(CURDIR)/$(BUILD)-dist/root
	test -x $(BUILD)-dist/root$(PREFIX)/bin/vk-report
	test -f $(BUILD)-dist/root$(MANDIR)/id/man1/vk-enroll.1
	$(MAKE) -C $(BUILD)-dist/$(name) uninstall DESTDIR=$(CURDIR)/$(BUILD)-dist/root
	test -z "$$(find $(BUILD)-dist/root -type f)"
	rm -rf $(BUILD)-dist
	@echo "$(name).tar.gz is good"

clean:
	rm -rf $(BUILD) $(BUILD)-sanitize $(BUILD)-coverage $(BUILD)-fuzz-* \
		$(BUILD)-dist $(BUILD)-clang $(name).tar.gz

help:
	@echo "all             the five tools, in $(BUILD)/"
	@echo "demo            the example branch, up to its nightly page"
	@echo "check           every test"
	@echo "check-sanitize  the same with ASan and UBSan"
	@echo "check-hosts     the recipes for many hosts, by hand"
	@echo "check-valgrind  the unit tests under valgrind"
	@echo "check-clang     no warning from clang either"
	@echo "lint            layers, ceilings, options, manuals, scripts"
	@echo "ci              check, -sanitize and -clang, faults and lint"
	@echo "fuzz            the parsers, FUZZ_SECONDS=60 each; FUZZER=afl: AFL++"
	@echo "faults          the ledger under kills and failing calls, FAULTS=full"
	@echo "faults-postgres the same on a PostgreSQL, by hand"
	@echo "bench           speed beside other tools, BENCH_RECORDS=N"
	@echo "coverage        which lines the tests reach"
	@echo "format          clang-format over the code"
	@echo "install         PREFIX=/usr/local DESTDIR="
	@echo "uninstall, dist, distcheck, deps, clean"

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

.SECONDARY:
.PHONY: all helpers unit cases pipeline linkage check-parts check check-sanitize \
	check-valgrind check-hosts check-clang programs lint format fuzz bench faults \
	faults-postgres coverage demo ci deps install uninstall dist distcheck \
	clean help
