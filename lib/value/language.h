/*
 * The two languages that people read: Indonesian and English.
 */
#ifndef VALUE_LANGUAGE_H
#define VALUE_LANGUAGE_H

enum language { LANGUAGE_ID, LANGUAGE_EN };

#endif
