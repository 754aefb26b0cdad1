/* The program: its windows, its actions, its accelerators. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define VANITY_TYPE_APPLICATION (vanity_application_get_type ())
G_DECLARE_FINAL_TYPE (VanityApplication, vanity_application, VANITY, APPLICATION, AdwApplication)

VanityApplication *vanity_application_new (void);

G_END_DECLS
