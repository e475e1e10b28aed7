/*
 * Workbooks made for tests: a zip writer that stores, and can lie.
 */
#ifndef TESTS_UNIT_BOOK_H
#define TESTS_UNIT_BOOK_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BOOK_PARTS_MAX = 16, BOOK_DEFLATED = 8, BOOK_ENCRYPTED = 1 };

struct book_part {
	const char *name;
	const char *data;
	size_t length;	/* of data */
	size_t size;	/* that is claimed of it unpacked */
	uint32_t check; /* CRC-32 of what it unpacks to */
	unsigned method, flags;
	uint32_t offset;
};

struct book {
	struct book_part parts[BOOK_PARTS_MAX];
	size_t count;
};

static inline uint32_t book_check(const char *data, size_t length)
{
	uint32_t check = UINT32_MAX;

	for (size_t i = 0; i < length; i++) {
		check ^= (uint8_t)data[i];
		for (int bit = 0; bit < 8; bit++)
			check = check >> 1 ^ (check & 1 ? 0xEDB88320 : 0);
	}
	return ~check;
}

/* Adds a part, or puts this content in the part of that name. */
static inline struct book_part *book_put(struct book *book, const char *name,
					 const char *content)
{
	struct book_part *part = book->parts;

	while (part < book->parts + book->count && strcmp(part->name, name))
		part++;
	if (part == book->parts + book->count &&
	    book->count++ == BOOK_PARTS_MAX)
		abort();
	*part = (struct book_part){.name = name,
				   .data = content,
				   .length = strlen(content),
				   .size = strlen(content)};
	part->check = book_check(content, part->length);
	return part;
}

static inline void book_number(FILE *file, uint32_t number, int bytes)
{
	for (; bytes > 0; bytes--, number >>= 8)
		putc((int)(number & 0xff), file);
}

/* What local and central headers have in common: APPNOTE.TXT, 4.3.7. */
static inline void book_header(FILE *file, const struct book_part *part)
{
	book_number(file, 20, 2);
	book_number(file, part->flags, 2);
	book_number(file, part->method, 2);
	book_number(file, 0, 2);
	book_number(file, 0x21, 2);
	book_number(file, part->check, 4);
	book_number(file, (uint32_t)part->length, 4);
	book_number(file, (uint32_t)part->size, 4);
	book_number(file, (uint32_t)strlen(part->name), 2);
	book_number(file, 0, 2);
}

static inline void book_write(struct book *book, const char *path)
{
	FILE *file = fopen(path, "wb");
	uint32_t start, end;

	if (file == NULL)
		abort();
	for (size_t i = 0; i < book->count; i++) {
		struct book_part *part = &book->parts[i];

		part->offset = (uint32_t)ftell(file);
		fputs("PK\3\4", file);
		book_header(file, part);
		fputs(part->name, file);
		fwrite(part->data, 1, part->length, file);
	}
	start = (uint32_t)ftell(file);
	for (size_t i = 0; i < book->count; i++) {
		fputs("PK\1\2", file);
		book_number(file, 20, 2);
		book_header(file, &book->parts[i]);
		book_number(file, 0, 4);
		book_number(file, 0, 2);
		book_number(file, 0, 4);
		book_number(file, book->parts[i].offset, 4);
		fputs(book->parts[i].name, file);
	}
	end = (uint32_t)ftell(file);
	fputs("PK\5\6", file);
	book_number(file, 0, 4);
	book_number(file, (uint32_t)book->count, 2);
	book_number(file, (uint32_t)book->count, 2);
	book_number(file, end - start, 4);
	book_number(file, start, 4);
	book_number(file, 0, 2);
	if (fclose(file) != 0)
		abort();
}

#define BOOK_RELATIONS                                                         \
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

/* A workbook with one sheet, "Data", whose part is still to be put. */
static inline void book_begin(struct book *book)
{
	book->count = 0;
	book_put(book, "_rels/.rels",
		 "<Relationships><Relationship Id='rId1' Type='" BOOK_RELATIONS
		 "officeDocument' Target='xl/workbook.xml'/></Relationships>");
	book_put(book, "xl/workbook.xml",
		 "<workbook xmlns:r='u'><sheets><sheet name='Data' sheetId='1' "
		 "r:id='rId1'/></sheets></workbook>");
	book_put(book, "xl/_rels/workbook.xml.rels",
		 "<Relationships>"
		 "<Relationship Id='rId1' Type='" BOOK_RELATIONS
		 "worksheet' Target='worksheets/sheet1.xml'/>"
		 "<Relationship Id='rId2' Type='" BOOK_RELATIONS
		 "worksheet' Target='/xl/worksheets/./old/../sheet2.xml'/>"
		 "<Relationship Id='rId3' Type='" BOOK_RELATIONS
		 "chartsheet' Target='charts/sheet1.xml'/>"
		 "<Relationship Id='rId4' Type='" BOOK_RELATIONS
		 "sharedStrings' Target='sharedStrings.xml'/>"
		 "<Relationship Id='rId5' Type='" BOOK_RELATIONS
		 "styles' Target='styles.xml'/></Relationships>");
	book_put(book, "xl/sharedStrings.xml", "<sst/>");
	book_put(book, "xl/styles.xml", "<styleSheet/>");
}

#endif
