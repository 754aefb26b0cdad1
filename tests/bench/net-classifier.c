#include "networks.h"

void
networks_add_classifier (Net *net)
{
  static const int channels[] = { 32, 64, 64 };
  VanityValueId x = net_add_input (net, 1, 28, 28);

  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    {
      x = net_conv (net, x, &(NetConv){ channels[i], 3, 1, 1, .bias = TRUE });
      x = net_max_pool (net, net_add (net, "Relu", x), 2, 2, 0);
    }
  x = net_add (net, "Relu", net_dense (net, net_flatten (net, x), 512));
  net_add_output (net, net_dense (net, x, 10));
}
