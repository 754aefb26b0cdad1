#include "base/error.h"

G_DEFINE_QUARK (vanity-error-quark, vanity_error)
