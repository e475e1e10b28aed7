#include "system/xml.h"

#include "base/strbuf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Writes down what it is called with: (name a=b text name). */
struct listener {
	struct strbuf heard;
	const char *stop_at; /* a name, or NULL */
	const char *pause_at;
	struct xml *xml;
};

static bool on_begin(void *context, const char *name,
		     const char *const *attributes)
{
	struct listener *listener = context;

	strbuf_append_format(&listener->heard, "(%s", name);
	for (size_t i = 0; attributes[i] != NULL; i += 2)
		strbuf_append_format(&listener->heard, " %s=%s", attributes[i],
				     attributes[i + 1]);
	return listener->stop_at == NULL ||
	       strcmp(name, listener->stop_at) != 0;
}

static bool on_end(void *context, const char *name)
{
	struct listener *listener = context;

	strbuf_append_format(&listener->heard, ")%s", name);
	if (listener->pause_at != NULL && strcmp(name, listener->pause_at) == 0)
		xml_pause(listener->xml);
	return listener->stop_at == NULL || listener->stop_at[0] != '/' ||
	       strcmp(name, listener->stop_at + 1) != 0;
}

static bool on_text(void *context, struct slice text)
{
	struct listener *listener = context;

	strbuf_append(&listener->heard, text);
	return listener->stop_at == NULL || !slice_is(text, listener->stop_at);
}

static void begin(struct listener *listener)
{
	const struct xml_handler handler = {
		.context = listener,
		.begin = on_begin,
		.end = on_end,
		.text = on_text,
	};

	*listener = (struct listener){0};
	strbuf_init(&listener->heard, 1 << 20);
	listener->xml = xml_new(&handler);
	assert_non_null(listener->xml);
}

static void end(struct listener *listener)
{
	xml_free(listener->xml);
	strbuf_release(&listener->heard);
}

static void names_come_without_prefix_and_namespaces(void **state)
{
	struct listener listener;
	struct diag diag;

	(void)state;
	begin(&listener);
	assert_true(xml_feed(
		listener.xml,
		SLICE("<?xml version='1.0'?><x:a xmlns:x='u' xmlns='v' "
		      "x:id='1' xml:space='preserve'>t &amp; u<b/></x:a>"),
		true, &diag));
	assert_string_equal(strbuf_string(&listener.heard),
			    "(a id=1 space=preservet & u(b)b)a");
	end(&listener);
}

static void pieces_give_the_same_wherever_they_are_cut(void **state)
{
	struct slice text = SLICE("<a b='1'><c>d\xC3\xA9</c><!-- no --></a>");
	struct listener listener;
	struct diag diag;

	(void)state;
	begin(&listener);
	for (size_t i = 0; i < text.length; i++)
		assert_true(xml_feed(listener.xml, slice_part(text, i, 1),
				     i + 1 == text.length, &diag));
	assert_string_equal(strbuf_string(&listener.heard),
			    "(a b=1(cd\xC3\xA9)c)a");
	end(&listener);
}

static void a_pause_rests_behind_an_element(void **state)
{
	struct listener listener;
	struct diag diag;

	(void)state;
	begin(&listener);
	listener.pause_at = "r";
	assert_true(xml_feed(listener.xml, SLICE("<a><r>1</r><r>2</r>"), false,
			     &diag));
	assert_true(xml_is_paused(listener.xml));
	assert_string_equal(strbuf_string(&listener.heard), "(a(r1)r");
	assert_true(xml_resume(listener.xml, &diag));
	assert_true(xml_is_paused(listener.xml));
	assert_string_equal(strbuf_string(&listener.heard), "(a(r1)r(r2)r");
	assert_true(xml_resume(listener.xml, &diag));
	assert_false(xml_is_paused(listener.xml));
	assert_true(xml_feed(listener.xml, SLICE("</a>"), true, &diag));
	end(&listener);
}

static void a_resumed_reading_still_tells_what_is_wrong(void **state)
{
	struct listener listener;
	struct diag diag;

	(void)state;
	begin(&listener);
	listener.pause_at = "r";
	assert_true(xml_feed(listener.xml, SLICE("<a><r/></b>"), true, &diag));
	assert_false(xml_resume(listener.xml, &diag));
	assert_string_equal(diag.message, "line 1, column 10: mismatched tag");
	end(&listener);
}

static void a_handler_stops_with_an_empty_message(void **state)
{
	static const char *const places[] = {"b", "text", "/b"};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct listener listener;
		struct diag diag = {"before"};

		begin(&listener);
		listener.stop_at = places[i];
		assert_false(xml_feed(listener.xml,
				      SLICE("<a><b>text</b><c/></a>"), true,
				      &diag));
		assert_string_equal(diag.message, "");
		assert_null(strstr(strbuf_string(&listener.heard), "(c"));
		end(&listener);
	}
}

static void an_empty_element_that_stops_has_no_end(void **state)
{
	struct listener listener;
	struct diag diag;

	(void)state;
	begin(&listener);
	listener.stop_at = "b";
	assert_false(xml_feed(listener.xml, SLICE("<a><b/></a>"), true, &diag));
	assert_string_equal(strbuf_string(&listener.heard), "(a(b");
	end(&listener);
}

static void check_refused(struct slice text, const char *expected)
{
	struct listener listener;
	struct diag diag;

	begin(&listener);
	assert_false(xml_feed(listener.xml, text, true, &diag));
	assert_string_equal(diag.message, expected);
	end(&listener);
}

static void what_is_not_well_formed_is_refused(void **state)
{
	(void)state;
	check_refused(SLICE("<a>\n<b></a>"),
		      "line 2, column 6: mismatched tag");
	check_refused(SLICE("<a>"), "line 1, column 4: no element found");
	check_refused(SLICE("<a>&nbsp;</a>"),
		      "line 1, column 4: undefined entity");
	check_refused(SLICE("<a>\xff</a>"), "line 1, column 4: not "
					    "well-formed (invalid token)");
}

static void a_doctype_is_refused_before_its_entities(void **state)
{
	(void)state;
	check_refused(SLICE("<!DOCTYPE a [<!ENTITY b 'cc'>]><a>&b;</a>"),
		      "line 1, column 13: a DOCTYPE is not accepted");
	check_refused(SLICE("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"),
		      "line 1, column 40: a DOCTYPE is not accepted");
}

static void depth_ends_at_64(void **state)
{
	struct strbuf text;
	struct listener listener;
	struct diag diag;

	(void)state;
	strbuf_init(&text, 1000);
	for (int i = 0; i < 64; i++)
		strbuf_append_string(&text, "<a>");
	begin(&listener);
	assert_true(xml_feed(listener.xml, strbuf_slice(&text), false, &diag));
	end(&listener);
	strbuf_append_string(&text, "<a>");
	check_refused(strbuf_slice(&text),
		      "line 1, column 193: elements are nested too deep");
	strbuf_release(&text);
}

static void attributes_end_at_128(void **state)
{
	struct strbuf text;
	struct listener listener;
	struct diag diag;

	(void)state;
	strbuf_init(&text, 10000);
	strbuf_append_string(&text, "<a");
	for (int i = 0; i < 128; i++)
		strbuf_append_format(&text, " a%d='%d'", i, i);
	begin(&listener);
	strbuf_append_string(&text, " xmlns='u'>");
	assert_true(xml_feed(listener.xml, strbuf_slice(&text), false, &diag));
	end(&listener);
	strbuf_reset(&text);
	strbuf_append_string(&text, "<a");
	for (int i = 0; i < 129; i++)
		strbuf_append_format(&text, " a%d=''", i);
	strbuf_append_string(&text, "/>");
	check_refused(strbuf_slice(&text),
		      "line 1, column 1: an element has too many attributes");
	strbuf_release(&text);
}

static void attribute_finds_by_name(void **state)
{
	const char *const attributes[] = {"r", "A1", "s", "", NULL};

	(void)state;
	assert_string_equal(xml_attribute(attributes, "r"), "A1");
	assert_string_equal(xml_attribute(attributes, "s"), "");
	assert_null(xml_attribute(attributes, "A1"));
}

static void escape_makes_text_that_reads_back(void **state)
{
	struct listener listener;
	struct strbuf out;
	struct diag diag;

	(void)state;
	strbuf_init(&out, 1000);
	assert_true(xml_escape(SLICE("a<b> & \"c\"\t\n\x01'"), &out));
	assert_string_equal(strbuf_string(&out),
			    "a&lt;b&gt; &amp; &quot;c&quot;\t\n"
			    "\xEF\xBF\xBD'");
	begin(&listener);
	assert_true(xml_feed(listener.xml, SLICE("<a>"), false, &diag));
	assert_true(xml_feed(listener.xml, strbuf_slice(&out), false, &diag));
	assert_true(xml_feed(listener.xml, SLICE("</a>"), true, &diag));
	assert_string_equal(strbuf_string(&listener.heard),
			    "(aa<b> & \"c\"\t\n\xEF\xBF\xBD')a");
	end(&listener);
	strbuf_release(&out);
}

static void escape_fails_with_the_buffer(void **state)
{
	struct strbuf out;

	(void)state;
	strbuf_init(&out, 4);
	assert_false(xml_escape(SLICE("a&b"), &out));
	strbuf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_come_without_prefix_and_namespaces),
		cmocka_unit_test(pieces_give_the_same_wherever_they_are_cut),
		cmocka_unit_test(a_pause_rests_behind_an_element),
		cmocka_unit_test(a_resumed_reading_still_tells_what_is_wrong),
		cmocka_unit_test(a_handler_stops_with_an_empty_message),
		cmocka_unit_test(an_empty_element_that_stops_has_no_end),
		cmocka_unit_test(what_is_not_well_formed_is_refused),
		cmocka_unit_test(a_doctype_is_refused_before_its_entities),
		cmocka_unit_test(depth_ends_at_64),
		cmocka_unit_test(attributes_end_at_128),
		cmocka_unit_test(attribute_finds_by_name),
		cmocka_unit_test(escape_makes_text_that_reads_back),
		cmocka_unit_test(escape_fails_with_the_buffer),
	};

	return cmocka_run_group_tests_name("xml", tests, NULL, NULL);
}
