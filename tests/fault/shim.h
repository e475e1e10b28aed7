/*
 * What the libraries need that a test loads before the C library.
 */
#ifndef TESTS_FAULT_SHIM_H
#define TESTS_FAULT_SHIM_H

#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/types.h>

/* Declares real, the C library's own function of the name. */
#define REAL(name)                                                             \
	static __typeof__(name) *real;                                         \
	void *symbol = dlsym(RTLD_NEXT, #name);                                \
	memcpy(&real, &symbol, sizeof symbol)

/* The mode among open's arguments, 0 where it has none. */
static inline mode_t mode_of(int flags, va_list arguments)
{
	return (flags & O_CREAT) == 0 ? 0 : va_arg(arguments, mode_t);
}

#endif
