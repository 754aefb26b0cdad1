#include "base/error.h"

/* Debian 12's clang-format would put spaces into the quark's name. */
/* clang-format off */
G_DEFINE_QUARK (vanity-error-quark, vanity_error)
/* clang-format on */
