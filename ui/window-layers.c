/* The page of layers, and what it needs of the rest of the window. */
#include "ui/window-private.h"

#include "ui/look-panel.h"

void
vanity_window_show_layers (VanityWindow *self)
{
  vanity_look_panel_show_page (VANITY_LOOK_PANEL (self->panel), "layers");
}

void
vanity_window_init_layers (VanityWindow *self)
{
  VanityLookPanel *panel = VANITY_LOOK_PANEL (self->panel);
  VanityLayersPanel *layers = vanity_look_panel_get_layers (panel);

  vanity_layers_panel_set_eyedropper (layers, VANITY_COMPARE_VIEW (self->view),
                                      vanity_look_panel_get_copy (panel));
  g_signal_connect_object (layers, "looks-changed", G_CALLBACK (vanity_window_reload_looks), self,
                           G_CONNECT_SWAPPED);
}
