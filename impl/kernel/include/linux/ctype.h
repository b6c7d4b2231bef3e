/* SPDX-License-Identifier: MIT */
/*
 * Keeps the classes of ASCII characters.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_CTYPE_H
#define CLAIMCHECK_SHIM_LINUX_CTYPE_H

#define isdigit(c) ((c) >= '0' && (c) <= '9')
#define isupper(c) ((c) >= 'A' && (c) <= 'Z')
#define islower(c) ((c) >= 'a' && (c) <= 'z')
#define isalpha(c) (isupper(c) || islower(c))
#define isalnum(c) (isalpha(c) || isdigit(c))
#define isspace(c) ((c) == ' ' || ((c) >= 9 && (c) <= 13))
#define isxdigit(c) (isdigit(c) || ((c) >= 'a' && (c) <= 'f') || ((c) >= 'A' && (c) <= 'F'))
#define isprint(c) ((c) >= 32 && (c) < 127)
#define isgraph(c) ((c) > 32 && (c) < 127)
#define tolower(c) (isupper(c) ? (c) + 32 : (c))
#define toupper(c) (islower(c) ? (c)-32 : (c))

#endif
