# vk: vocational training records, from application to nightly page.
# "make help" lists the targets.

PREFIX = /usr/local
DESTDIR =
BUILD = build
CC = gcc
VERSION = 0.1.0

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
	-Wcast-qual -Wformat=2 -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wvla -Wswitch-enum
HARDENING = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
CFLAGS = -O2 -g
CPPFLAGS =
LDFLAGS = -pie -Wl,-z,relro,-z,now -Wl,--gc-sections
SANITIZE =

ifeq ($(DEV),1)
WARNINGS += -Werror
endif

vk_cflags = -std=c11 $(WARNINGS) $(HARDENING) -ffunction-sections \
	-fdata-sections $(CFLAGS) $(SANITIZE)
vk_cppflags = -D_GNU_SOURCE -DVK_VERSION='"$(VERSION)"' \
	-DVK_LOCALEDIR='"$(PREFIX)/share/locale"' -Ilib -Icmd $(CPPFLAGS)

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

all: $(programs)

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

# Unit tests: tests/unit/test_NAME.c, one program a module.
unit_tests = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,\
	$(wildcard tests/unit/test_*.c))
all_archives = $(foreach r,$(rooms) stream system value base,\
	$(call archive,$(r)))

$(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(all_archives)
	@mkdir -p $(@D)
	$(CC) $(vk_cflags) $(LDFLAGS) -o $@ $< -Wl,--start-group \
		$(all_archives) -Wl,--end-group $(libraries) -lcmocka

unit: $(unit_tests)
	tests/run-unit $(unit_tests)

check: deps all unit
	tests/run-cases $(BUILD)

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

.SECONDARY:
.PHONY: all check unit clean deps
deps:
